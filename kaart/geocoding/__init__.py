"""Where an address or postcode is, asked by this server of a service that settings name.

`find_places` and `find_address` are what the rest of the site calls. Visitors' browsers never talk
to the service.
"""

from .geocoder import GeocoderError, Near, Place, find_address, find_places, is_available

__all__ = ["GeocoderError", "Near", "Place", "find_address", "find_places", "is_available"]

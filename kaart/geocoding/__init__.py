"""Where an address or postcode is, asked by this server of a service that settings name.

`find_places` is what the rest of the site calls. Visitors' browsers never talk to the service.
"""

from .geocoder import GeocoderError, Near, Place, find_places, is_available

__all__ = ["GeocoderError", "Near", "Place", "find_places", "is_available"]

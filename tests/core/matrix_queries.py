"""Questions that might find what is of others: each with the numbers and words of its things."""

# Addresses that list or find something, asked for it in so many words.
QUERIES = """
    admin/choose-page/?page_type=wijkpaginas.informatiepage
    admin/choose-page/search/?q={mark} admin/choose-page/search/?q={hidden}
    admin/choose-page/chosen-multiple/?id={page}&id={draft}
    admin/pages/search/?q={mark} admin/pages/search/results/?q={hidden}
    admin/pages/{own_page}/?q={mark}&search_all=1 admin/pages/{own_page}/results/?q={hidden}
    admin/bulk/wagtailcore/page/delete/?id={draft} admin/bulk/wagtailcore/page/publish/?id=all
    admin/bulk/wagtailcore/page/unpublish/?id=all&childOf={index}
    admin/bulk/wagtailcore/page/move/?id={page}&id={own_page}
    admin/bulk/core/siteimage/delete/?id={image} admin/bulk/core/siteimage/add_tags/?id=all
    admin/bulk/core/sitedocument/delete/?id={document}
    admin/bulk/bewoners/user/delete/?id={user} admin/bulk/bewoners/user/assign_role/?id=all
    admin/bulk/wijkpaginas/thema/delete/?id={thema}
    admin/tag-autocomplete/?term={hidden} admin/tag-autocomplete/taggit/tag/?term={hidden}
    admin/images/?q={hidden} admin/images/results/?collection_id={collection}
    admin/images/chooser/?collection_id={collection} admin/images/chooser/results/?q={hidden}
    admin/images/chooser/chosen-multiple/?id={image}
    admin/documents/?q={hidden} admin/documents/chooser/results/?q={hidden}
    admin/documents/chooser/chosen-multiple/?id={document}
    admin/reports/workflow/?export=csv admin/reports/workflow_tasks/?export=csv
    admin/reports/site-history/?export=csv admin/reports/site-history/?label={hidden}
    admin/reports/locked/?export=csv admin/reports/aging-pages/?export=csv
    admin/reports/workflow/?requested_by={user} admin/reports/workflow_tasks/?workflow={workflow}
    admin/api/main/pages/?child_of={wijk} admin/api/main/pages/?descendant_of={index}
    admin/api/main/pages/?search={mark} admin/api/main/pages/?child_of={index}&for_explorer=1
    admin/api/main/pages/find/?id={draft} admin/api/main/images/find/?id={image}
    admin/api/main/images/?search={hidden} admin/api/main/documents/find/?id={document}
    admin/collections/?q={hidden} admin/redirects/?q={mark} admin/users/?q={hidden}
    admin/snippets/wijkpaginas/contactpersoon/?q={hidden}
    admin/samenwijk/rapporten/nakijken/?export=csv
"""

"""Clients and people: the public pages, those below a client, and those of a client that is not ready yet."""

from apps.core.access import Right, route
from apps.shared.clients import views

FIRM, OWNER, LEAD = Right.FIRM_MEMBER, Right.FIRM_OWNER, Right.CLIENT_LEAD

# Outside of any client.
urlpatterns = [
    route("clients/new/", views.new_client, name="client-new", read=FIRM, write=FIRM),
    route("clients/new/address/", views.suggested_slug, name="client-new-address", read=FIRM),
    route("invitations/<str:token>/", views.invitation, name="invitation", read=Right.OPEN, write=Right.OPEN),
    route("settings/people/", views.firm_people, name="firm-people", read=FIRM),
    route("settings/people/invite/", views.invite_into_firm, name="firm-person-invite", write=OWNER),
    route("settings/people/<int:membership_id>/role/", views.change_firm_role, name="firm-person-role", write=OWNER),
    route(
        "settings/people/<int:membership_id>/remove/", views.remove_from_firm, name="firm-person-remove", write=OWNER
    ),
    route(
        "settings/invitations/<int:invitation_id>/resend/",
        views.firm_resend,
        name="firm-invitation-resend",
        write=OWNER,
    ),
    route(
        "settings/invitations/<int:invitation_id>/revoke/",
        views.firm_revoke,
        name="firm-invitation-revoke",
        write=OWNER,
    ),
]

# Below /clients/<slug>/.
people_urls = [
    route("setup/", views.setup_progress, name="client-setup", read=Right.PORTAL_READ),
    route("settings/", views.client_settings, name="client-settings", read=LEAD, write=LEAD),
    route("settings/archive/", views.archive, name="client-archive", write=LEAD),
    route("settings/reactivate/", views.reactivate, name="client-reactivate", write=LEAD),
    route("settings/erase/", views.erase, name="client-erase", write=LEAD),
    route("settings/people/", views.client_people, name="client-people", read=LEAD),
    route("settings/people/invite/", views.invite, name="person-invite", write=LEAD),
    route("settings/people/add/", views.add_colleague, name="colleague-add", write=LEAD),
    route("settings/people/<int:membership_id>/role/", views.change_role, name="person-role", write=LEAD),
    route("settings/people/<int:membership_id>/remove/", views.remove_member, name="person-remove", write=LEAD),
    route("settings/invitations/<int:invitation_id>/resend/", views.resend, name="invitation-resend", write=LEAD),
    route("settings/invitations/<int:invitation_id>/revoke/", views.revoke, name="invitation-revoke", write=LEAD),
]

# Below /clients/<slug>/ while the client is being set up, or when that failed.
pending_urls = [
    route("", views.setup_start, name="overview", read=Right.PORTAL_READ),
    route("setup/", views.setup_progress, name="client-setup", read=Right.PORTAL_READ),
    route("setup/retry/", views.retry_setup, name="setup-retry", write=LEAD),
    route("setup/remove/", views.remove_failed, name="setup-remove", write=LEAD),
]

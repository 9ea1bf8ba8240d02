"""The pages of one client, below /clients/<slug>/."""

from apps.shared.clients.urls import people_urls as people
from apps.tenant.audit.urls import urlpatterns as audit
from apps.tenant.calendars.urls import urlpatterns as calendars
from apps.tenant.change.urls import urlpatterns as change
from apps.tenant.contracts.urls import urlpatterns as contracts
from apps.tenant.decisions.urls import urlpatterns as decisions
from apps.tenant.discovery.urls import urlpatterns as discovery
from apps.tenant.flows.urls import urlpatterns as flows
from apps.tenant.history.urls import urlpatterns as history
from apps.tenant.imports.urls import urlpatterns as imports
from apps.tenant.intake.urls import urlpatterns as intake
from apps.tenant.inventory.catalogue_urls import urlpatterns as application_catalogue
from apps.tenant.inventory.data_objects_urls import urlpatterns as data_objects
from apps.tenant.inventory.urls import urlpatterns as inventory
from apps.tenant.overview.explain_urls import urlpatterns as explain
from apps.tenant.overview.impact_urls import urlpatterns as impact
from apps.tenant.overview.jump_urls import urlpatterns as jump
from apps.tenant.overview.urls import urlpatterns as overview
from apps.tenant.portal.urls import urlpatterns as portal
from apps.tenant.registry.urls import urlpatterns as registry
from apps.tenant.reports.urls import urlpatterns as reports
from apps.tenant.roadmap.proposal_urls import urlpatterns as roadmap_proposal
from apps.tenant.roadmap.urls import urlpatterns as roadmap
from apps.tenant.roi.case_urls import urlpatterns as business_case
from apps.tenant.roi.studies_urls import urlpatterns as studies
from apps.tenant.roi.urls import urlpatterns as roi
from apps.tenant.surveys.urls import urlpatterns as surveys
from config.urls.handlers import handler400, handler403, handler404, handler500

urlpatterns = [
    *overview,
    *people,
    *jump,
    *explain,
    *inventory,
    *application_catalogue,
    *impact,
    *imports,
    *intake,
    *discovery,
    *data_objects,
    *flows,
    *decisions,
    *roadmap,
    *roadmap_proposal,
    *calendars,
    *change,
    *contracts,
    *registry,
    *roi,
    *business_case,
    *studies,
    *surveys,
    *reports,
    *portal,
    *audit,
    *history,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

"""A client's figures in the portfolio are worked out once again after a release that adds to them."""

import pytest

from apps.core.tenancy.context import client_scope, public_scope
from apps.shared.clients.migrating import migrate_everything
from apps.shared.clients.models import Client, ClientSummary, OutboxMessage
from apps.shared.clients.refreshing import refresh_outdated, summary_form
from apps.shared.clients.tasks import tidy_up
from apps.tenant.overview.services import refresh_summary


@pytest.fixture
def told(story):
    """The story's client as a release before knew it: without its return and roadmap; the others as of today."""
    ClientSummary.objects.update(form=summary_form())
    with client_scope(story):
        made = refresh_summary(story)
    assert made.roi_percent is not None
    assert made.roadmap
    ClientSummary.objects.filter(client=story).update(form="", roi_percent=None, payback_months=None, roadmap=[])
    OutboxMessage.objects.all().delete()
    return made


def filled(story):
    return ClientSummary.objects.get(client=story)


def promised():
    return list(OutboxMessage.objects.filter(relayed_at=None).values_list("client_id", flat=True))


def test_after_an_upgrade_the_new_figures_are_filled_once(story, told, run_outbox):
    said = []
    migrate_everything(said.append)
    assert said[-1] == "portfolio: figures to be worked out again: 1"
    assert promised() == [story.pk]
    run_outbox()
    found = filled(story)
    assert (found.roi_percent, found.roadmap, found.form) == (told.roi_percent, told.roadmap, summary_form())
    migrate_everything(said.append)
    assert said[-1] == "portfolio: figures to be worked out again: 0"
    assert promised() == []


def test_what_a_worker_of_the_release_before_did_is_done_again_at_night(story, told, run_outbox):
    migrate_everything(lambda line: None)
    OutboxMessage.objects.all().delete()  # taken by a worker that knows nothing of the new figures
    tidy_up.run()
    assert promised() == [story.pk]
    run_outbox()
    assert filled(story).roi_percent == told.roi_percent


def test_archived_clients_have_theirs_too_and_those_without_data_are_left(story, told, run_outbox):
    Client.objects.filter(pk=story.pk).update(status=Client.Status.ARCHIVED)
    with public_scope():
        failed = Client.objects.exclude(pk=story.pk).order_by("pk").first()
        Client.objects.filter(pk=failed.pk).update(status=Client.Status.FAILED)
        ClientSummary.objects.filter(client=failed).update(form="")
    assert refresh_outdated() == 1
    run_outbox()
    assert filled(story).roi_percent == told.roi_percent


def test_a_change_at_the_client_counts_as_well(story, told):
    with client_scope(story):
        refresh_summary(story)
    assert refresh_outdated() == 0

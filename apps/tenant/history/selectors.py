from django.db.models import QuerySet

from apps.tenant.history.models import Activity


def latest_activities(*, limit: int) -> list[Activity]:
    return list(Activity.objects.all()[:limit])


def find_activities(*, query: str = "", noun: str = "", person: str = "") -> QuerySet[Activity]:
    """Activities, newest first, whose label contains `query`, of one kind of object and one person's name."""
    activities = Activity.objects.all()
    if query:
        activities = activities.filter(label__icontains=query)
    if noun:
        activities = activities.filter(noun=noun)
    if person:
        activities = activities.filter(actor_name=person)
    return activities


def activities_of(noun: str, object_id: int, *, limit: int = 20) -> list[Activity]:
    return list(Activity.objects.filter(noun=noun, object_id=object_id)[:limit])


def known_nouns() -> list[str]:
    return list(Activity.objects.order_by("noun").values_list("noun", flat=True).distinct())


def known_people() -> list[str]:
    return list(Activity.objects.order_by("actor_name").values_list("actor_name", flat=True).distinct())

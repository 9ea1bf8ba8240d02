"""What the intake writes: the link to a department, and the notice to the consultant that somebody answered."""

from apps.core.tenancy.links import client_url
from apps.figures.numerals import plural
from apps.figures.palette import accent_shades
from apps.shared.accounts.letters import Letter
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.intake.models import IntakeAnswer, IntakeLink


def link_letter(client: Client, link: IntakeLink, *, url: str, words: str, by: User) -> Letter:
    written = tuple(part.strip() for part in words.replace("\r", "").split("\n\n") if part.strip())
    return Letter(
        subject=f"Five minutes: which tools does {link.name} use?",
        heading="Which tools do you use, and what do you copy by hand?",
        paragraphs=(
            "Hello,",
            *written,
            f"{by} of {client.firm.name} is looking for work at {client.name} that software could do. "
            "Six short questions, best answered on the phone. You need no account.",
        ),
        button="Answer the questions",
        url=url,
        notes=(
            f"The link is open until {link.expires_at:%-d %B %Y}. You can stop at any time and go on later.",
            f"Questions? Write to {by.email}.",
        ),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )


def answered_letter(client: Client, answer: IntakeAnswer, *, proposals: int) -> Letter:
    what = plural(proposals, "proposal") if proposals else "no proposals, but an answer"
    return Letter(
        subject=f"{answer.person} answered for {answer.link.name}",
        heading=f"{answer.person} answered",
        paragraphs=(
            f"{answer.person} has sent the answers of {answer.link.name} at {client.name}: {what}.",
            "Nothing has changed yet. Read what was proposed, and take what is right.",
        ),
        button="Read the answers",
        url=client_url(client, "intake-answer", absolute=True, intake_answer_id=answer.pk),
        notes=("You are told once a day about the same person.",),
        sender=client.firm.name,
        accent=accent_shades(client.firm.accent).light.fill,
    )

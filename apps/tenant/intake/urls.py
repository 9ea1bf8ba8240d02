from apps.core.access import Right, route
from apps.tenant.intake.views import asking, consulting

READ, EDIT, OPEN = Right.WORK_READ, Right.WORK_EDIT, Right.OPEN
LINK = "assess/intake/<int:intake_link_id>/"
PROPOSAL = "assess/intake/proposals/<int:intake_proposal_id>/"

urlpatterns = [
    route("assess/intake/", consulting.links, name="intake-links", read=READ, write=EDIT),
    route(LINK, consulting.link, name="intake-link", read=READ),
    route(f"{LINK}code/", consulting.link_code, name="intake-link-code", read=READ),
    route(f"{LINK}renew/", consulting.renew_link, name="intake-link-renew", write=EDIT),
    route(f"{LINK}withdraw/", consulting.withdraw_link, name="intake-link-withdraw", write=EDIT),
    route(f"{LINK}send/", consulting.send_link, name="intake-link-send", write=EDIT),
    route("assess/intake/answers/<int:intake_answer_id>/", consulting.answer, name="intake-answer", read=READ),
    route(PROPOSAL, consulting.proposal, name="intake-proposal", read=READ, write=EDIT),
    route(f"{PROPOSAL}dismiss/", consulting.dismiss_proposal, name="intake-proposal-dismiss", write=EDIT),
    route(f"{PROPOSAL}undo/", consulting.undo_proposal, name="intake-proposal-undo", write=EDIT),
]

# Outside of any client: the signed link is the key.
ASKED = "questions/<str:intake_token>/"
public_urls = [
    route(ASKED, asking.start, name="intake-start", read=OPEN, write=OPEN),
    route(f"{ASKED}go-on/<str:answer_token>/", asking.go_on, name="intake-go-on", read=OPEN),
    route(f"{ASKED}leave/", asking.leave, name="intake-leave", write=OPEN),
    route(f"{ASKED}tools/", asking.tools, name="intake-tools", read=OPEN, write=OPEN),
    route(f"{ASKED}by-hand/", asking.by_hand, name="intake-by-hand", read=OPEN, write=OPEN),
    route(f"{ASKED}pain/", asking.pain, name="intake-pain", read=OPEN, write=OPEN),
    route(f"{ASKED}else/", asking.remark, name="intake-else", read=OPEN, write=OPEN),
    route(f"{ASKED}check/", asking.check, name="intake-check", read=OPEN, write=OPEN),
    route(f"{ASKED}done/", asking.done, name="intake-done", read=OPEN),
]

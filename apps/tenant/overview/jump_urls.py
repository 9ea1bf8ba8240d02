from apps.core.access import Right, route
from apps.tenant.overview import jump_views

urlpatterns = [route("jump/", jump_views.jump, name="jump", read=Right.PORTAL_READ)]
public_urls = [route("jump/", jump_views.jump, name="public-jump", read=Right.SIGNED_IN)]

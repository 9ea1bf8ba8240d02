import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# All of the code now, before the web server forks: nobody's first page waits for it, the workers share its memory, and
# what is frozen here is not walked through again by each garbage collection.
for name in (settings.ROOT_URLCONF, settings.CLIENT_URLCONF, settings.CLIENT_API_URLCONF):
    import_module(name)
gc.collect()
gc.freeze()

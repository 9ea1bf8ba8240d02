// The page's behaviour. Every module listens on the document, so that swapped-in parts work without being set up again.
import "./theme.js";
import "./requests.js";
import "./toasts.js";
import "./popovers.js";
import "./dialogs.js";
import "./drawer.js";
import "./jump.js";
import "./keys.js";
import "./forms.js";
import "./tables.js";
import "./rows.js";
import "./gantt.js";
import "./figures.js";
import "./copy.js";
import "./uploads.js";
import "./ranked.js";
import "./sums.js";

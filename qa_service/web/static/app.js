/* What pages do beyond links and forms. Everything works without it, if less comfortably. */
"use strict";

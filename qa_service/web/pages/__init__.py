"""One module a page or group of pages; each has a `router` that `qa_service.web.site` includes."""

"""The readers of chat and ticket systems, in the order in which they are asked."""

from qa_service.ingest.readers.chatwoot import Chatwoot
from qa_service.ingest.readers.freshdesk import Freshchat, Freshdesk
from qa_service.ingest.readers.genesys import Genesys
from qa_service.ingest.readers.hubspot import HubSpot
from qa_service.ingest.readers.intercom import Intercom
from qa_service.ingest.readers.livechat import LiveChat
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.teams import Teams
from qa_service.ingest.readers.zendesk import ZendeskTickets
from qa_service.ingest.readers.zendesk_chat import ZendeskChats

PLATFORMS: tuple[Reader, ...] = (
    *(Intercom(), Freshchat(), Freshdesk(), ZendeskTickets(), ZendeskChats(), LiveChat(), Chatwoot()),
    *(Teams(), HubSpot(), Genesys()),
)

"""Contains all the data models used in inputs/outputs"""

from .adaptation_job_view import AdaptationJobView
from .adaptation_report_part import AdaptationReportPart
from .adaptation_report_part_answers import AdaptationReportPartAnswers
from .adaptation_view import AdaptationView
from .adaptations_view import AdaptationsView
from .agreed_view import AgreedView
from .agreement_view import AgreementView
from .alarm_raised_event import AlarmRaisedEvent
from .alarm_view import AlarmView
from .alarm_view_detail import AlarmViewDetail
from .alarms_view import AlarmsView
from .alive import Alive
from .all_of import AllOf
from .allocation import Allocation
from .analysis import Analysis
from .analysis_confidence import AnalysisConfidence
from .analysis_courtesy import AnalysisCourtesy
from .analysis_versions import AnalysisVersions
from .answer_body import AnswerBody
from .answer_examples_part import AnswerExamplesPart
from .answer_is import AnswerIs
from .answer_part import AnswerPart
from .answer_view import AnswerView
from .answered_critical import AnsweredCritical
from .answers_body import AnswersBody
from .answers_to_learn_part import AnswersToLearnPart
from .answers_view import AnswersView
from .any_of import AnyOf
from .ask_person import AskPerson
from .asked_review import AskedReview
from .asks_model import AsksModel
from .aspect_view import AspectView
from .attempt_view import AttemptView
from .audit_fault import AuditFault
from .audit_page import AuditPage
from .audit_verdict import AuditVerdict
from .audit_view import AuditView
from .audit_view_detail import AuditViewDetail
from .auto_part import AutoPart
from .automatic import Automatic
from .behaviour_part import BehaviourPart
from .behaviour_part_status_type_0 import BehaviourPartStatusType0
from .belonging import Belonging
from .belonging_of import BelongingOf
from .both_view import BothView
from .calibration_body import CalibrationBody
from .calibration_view import CalibrationView
from .calibration_view_progress import CalibrationViewProgress
from .calibrations_view import CalibrationsView
from .cause import Cause
from .centre_addresses_view import CentreAddressesView
from .centre_addresses_wanted import CentreAddressesWanted
from .change_view import ChangeView
from .changed_dispute import ChangedDispute
from .channel import Channel
from .check_view import CheckView
from .check_view_since_then import CheckViewSinceThen
from .client_erasure_wanted import ClientErasureWanted
from .client_view import ClientView
from .client_view_agreement import ClientViewAgreement
from .client_view_causes import ClientViewCauses
from .client_view_courses import ClientViewCourses
from .client_view_notice import ClientViewNotice
from .client_view_pooled import ClientViewPooled
from .client_view_resolution import ClientViewResolution
from .client_view_versions import ClientViewVersions
from .clocks_view import ClocksView
from .clocks_view_days import ClocksViewDays
from .clocks_view_own import ClocksViewOwn
from .clocks_wanted import ClocksWanted
from .clocks_wanted_days import ClocksWantedDays
from .coefficient import Coefficient
from .coefficient_part import CoefficientPart
from .coming_object import ComingObject
from .comparison_view import ComparisonView
from .comparison_view_differences import ComparisonViewDifferences
from .complaint_answer import ComplaintAnswer
from .complaint_day import ComplaintDay
from .complaint_due_event import ComplaintDueEvent
from .complaint_figures_view import ComplaintFiguresView
from .complaint_figures_view_by_matter import ComplaintFiguresViewByMatter
from .complaint_late_event import ComplaintLateEvent
from .complaint_lines_view import ComplaintLinesView
from .complaint_lines_view_counts import ComplaintLinesViewCounts
from .complaint_outcome import ComplaintOutcome
from .complaint_page import ComplaintPage
from .complaint_rules_view import ComplaintRulesView
from .complaint_rules_wanted import ComplaintRulesWanted
from .complaint_state import ComplaintState
from .complaint_step import ComplaintStep
from .complaint_step_view import ComplaintStepView
from .complaint_view import ComplaintView
from .complaint_wanted import ComplaintWanted
from .complaints_view import ComplaintsView
from .connector_kind import ConnectorKind
from .connector_object_page import ConnectorObjectPage
from .connector_object_view import ConnectorObjectView
from .connector_retry_wanted import ConnectorRetryWanted
from .connector_run_wanted import ConnectorRunWanted
from .connector_view import ConnectorView
from .connector_view_objects import ConnectorViewObjects
from .connector_view_options import ConnectorViewOptions
from .connector_view_secrets import ConnectorViewSecrets
from .connector_wanted import ConnectorWanted
from .connector_wanted_options import ConnectorWantedOptions
from .connector_wanted_secrets import ConnectorWantedSecrets
from .connectors_view import ConnectorsView
from .corrected_turn_part import CorrectedTurnPart
from .correction_body import CorrectionBody
from .correction_kind import CorrectionKind
from .correction_part import CorrectionPart
from .counted_days import CountedDays
from .counted_share import CountedShare
from .course_view import CourseView
from .courtesy_mean import CourtesyMean
from .criteria_view import CriteriaView
from .criterion import Criterion
from .criterion_figure_view import CriterionFigureView
from .criterion_figure_view_versions import CriterionFigureViewVersions
from .criterion_job_page import CriterionJobPage
from .criterion_job_view import CriterionJobView
from .criterion_look import CriterionLook
from .criterion_part import CriterionPart
from .criterion_part_after import CriterionPartAfter
from .criterion_part_before import CriterionPartBefore
from .criterion_part_changes import CriterionPartChanges
from .criterion_template import CriterionTemplate
from .criterion_template_sector import CriterionTemplateSector
from .criterion_view import CriterionView
from .criterion_view_state import CriterionViewState
from .critical import Critical
from .critical_error_view import CriticalErrorView
from .critical_error_view_harms import CriticalErrorViewHarms
from .critical_harms import CriticalHarms
from .critical_part import CriticalPart
from .datum_kind import DatumKind
from .decision_body import DecisionBody
from .deletion_proof import DeletionProof
from .deletion_proof_what import DeletionProofWhat
from .delivery_log import DeliveryLog
from .delivery_state import DeliveryState
from .difference_view import DifferenceView
from .direction import Direction
from .dispute_body import DisputeBody
from .dispute_decided_event import DisputeDecidedEvent
from .dispute_opened_event import DisputeOpenedEvent
from .dispute_state import DisputeState
from .dispute_view import DisputeView
from .disputes_view import DisputesView
from .doubted_answer_part import DoubtedAnswerPart
from .doubted_label_part import DoubtedLabelPart
from .draw_part import DrawPart
from .dry_run_view import DryRunView
from .dry_run_view_counts import DryRunViewCounts
from .dynamics_are import DynamicsAre
from .dynamics_are_measure import DynamicsAreMeasure
from .dynamics_part import DynamicsPart
from .dynamics_part_response_time import DynamicsPartResponseTime
from .dynamics_part_talk_share import DynamicsPartTalkShare
from .ended_interaction import EndedInteraction
from .endpoint_changed import EndpointChanged
from .endpoint_page import EndpointPage
from .endpoint_state import EndpointState
from .endpoint_view import EndpointView
from .endpoint_wanted import EndpointWanted
from .erased import Erased
from .erased_line import ErasedLine
from .erased_list import ErasedList
from .erasure_wanted import ErasureWanted
from .event_links import EventLinks
from .event_type import EventType
from .every import Every
from .example_part import ExamplePart
from .exclusion_view import ExclusionView
from .export_links import ExportLinks
from .export_page import ExportPage
from .export_ready_event import ExportReadyEvent
from .export_view import ExportView
from .figure_view import FigureView
from .figure_view_versions import FigureViewVersions
from .figures_view import FiguresView
from .figures_view_criteria import FiguresViewCriteria
from .figures_view_critical import FiguresViewCritical
from .figures_view_sections import FiguresViewSections
from .file_end import FileEnd
from .file_end_problem_type_0 import FileEndProblemType0
from .file_end_queue_log_type_0 import FileEndQueueLogType0
from .files import Files
from .files_counts import FilesCounts
from .finding_confirmed_event import FindingConfirmedEvent
from .finding_dismissed_event import FindingDismissedEvent
from .finding_to_confirm_event import FindingToConfirmEvent
from .format_ import Format
from .found_critical import FoundCritical
from .frame_body import FrameBody
from .gap_part import GapPart
from .gap_part_apart_item import GapPartApartItem
from .given_turn import GivenTurn
from .group_kind import GroupKind
from .group_view import GroupView
from .group_view_courses import GroupViewCourses
from .group_view_notice import GroupViewNotice
from .group_view_pooled import GroupViewPooled
from .group_view_resolution import GroupViewResolution
from .group_view_versions import GroupViewVersions
from .hand_in_v1_recordings_post_body import HandInV1RecordingsPostBody
from .head_part import HeadPart
from .hold_kind import HoldKind
from .hold_lifted import HoldLifted
from .hold_page import HoldPage
from .hold_view import HoldView
from .hold_wanted import HoldWanted
from .identities import Identities
from .included_view import IncludedView
from .included_view_analysis_type_0 import IncludedViewAnalysisType0
from .intent_is import IntentIs
from .interaction import Interaction
from .interaction_done_event import InteractionDoneEvent
from .interaction_failed_event import InteractionFailedEvent
from .interaction_lang_type_0 import InteractionLangType0
from .interaction_view import InteractionView
from .interaction_with_parts import InteractionWithParts
from .item_change import ItemChange
from .item_view import ItemView
from .job_kind import JobKind
from .judged import Judged
from .judged_view import JudgedView
from .judged_view_counts import JudgedViewCounts
from .judgement_part import JudgementPart
from .judgement_part_distribution import JudgementPartDistribution
from .kept_kind import KeptKind
from .kept_view import KeptView
from .kept_view_machine_type_0 import KeptViewMachineType0
from .kind import Kind
from .kind_figures import KindFigures
from .kpi_view import KpiView
from .kpi_view_parameters import KpiViewParameters
from .kpi_view_target_type_0 import KpiViewTargetType0
from .language_part import LanguagePart
from .learned_model_view import LearnedModelView
from .learned_models_view import LearnedModelsView
from .learned_report_view import LearnedReportView
from .line import Line
from .line_problem_type_0 import LineProblemType0
from .lines import Lines
from .lines_counts import LinesCounts
from .links import Links
from .list_wanted import ListWanted
from .listed_v1_interactions_get_flag_type_0 import ListedV1InteractionsGetFlagType0
from .listed_v1_interactions_get_sentiment_end_type_0 import (
    ListedV1InteractionsGetSentimentEndType0,
)
from .machine_count_view import MachineCountView
from .machine_part import MachinePart
from .margins_body import MarginsBody
from .masked_view import MaskedView
from .masking_act import MaskingAct
from .masking_body import MaskingBody
from .masking_figures import MaskingFigures
from .masking_view import MaskingView
from .maskings_view import MaskingsView
from .mean_part import MeanPart
from .measure_view import MeasureView
from .move_part import MovePart
from .mover_part import MoverPart
from .new_endpoint_view import NewEndpointView
from .new_item import NewItem
from .new_pack import NewPack
from .not_ import Not
from .object_state import ObjectState
from .only import Only
from .opening_hours import OpeningHours
from .opening_hours_special import OpeningHoursSpecial
from .opening_hours_view import OpeningHoursView
from .opening_hours_wanted import OpeningHoursWanted
from .opening_hours_wanted_special import OpeningHoursWantedSpecial
from .opening_hours_wanted_week import OpeningHoursWantedWeek
from .opening_hours_week import OpeningHoursWeek
from .opt_out_done import OptOutDone
from .opt_out_page import OptOutPage
from .opt_out_view import OptOutView
from .opt_out_wanted import OptOutWanted
from .outcome_input import OutcomeInput
from .outcome_output import OutcomeOutput
from .overruled_count_part import OverruledCountPart
from .overruled_counts import OverruledCounts
from .overruled_page import OverruledPage
from .overruled_view import OverruledView
from .overruled_view_versions_type_0 import OverruledViewVersionsType0
from .own_address import OwnAddress
from .pack_figures import PackFigures
from .pack_figures_endings import PackFiguresEndings
from .packs import Packs
from .page_with_parts import PageWithParts
from .pairing_part import PairingPart
from .pairing_part_coefficients import PairingPartCoefficients
from .part import Part
from .part_agreement_part import PartAgreementPart
from .party import Party
from .passage_part import PassagePart
from .pause_kind import PauseKind
from .pause_part import PausePart
from .phrases_by_language import PhrasesByLanguage
from .pick_part import PickPart
from .pick_part_stratum_type_0 import PickPartStratumType0
from .picks_view import PicksView
from .pii_part import PiiPart
from .place_view import PlaceView
from .placed_view import PlacedView
from .placed_view_figures import PlacedViewFigures
from .placed_view_pooled import PlacedViewPooled
from .placed_view_rank import PlacedViewRank
from .policy_view import PolicyView
from .problem import Problem
from .progress import Progress
from .progress_part import ProgressPart
from .progress_part_by_reviewer import ProgressPartByReviewer
from .promise_confirmation import PromiseConfirmation
from .promise_figures_view import PromiseFiguresView
from .promise_kind import PromiseKind
from .promise_outcome import PromiseOutcome
from .promise_page import PromisePage
from .promise_standing import PromiseStanding
from .promise_view import PromiseView
from .purpose import Purpose
from .put_v1_files_name_put_lang_type_0 import PutV1FilesNamePutLangType0
from .put_v1_recordings_id_put_lang_type_0 import PutV1RecordingsIdPutLangType0
from .qa_service_documents_analysis_sentence_part import (
    QaServiceDocumentsAnalysisSentencePart,
)
from .qa_service_documents_analysis_sentence_part_status import (
    QaServiceDocumentsAnalysisSentencePartStatus,
)
from .qa_service_documents_criteria_preview_view import (
    QaServiceDocumentsCriteriaPreviewView,
)
from .qa_service_documents_criteria_sentence_part import (
    QaServiceDocumentsCriteriaSentencePart,
)
from .qa_service_documents_criteria_sentence_part_status import (
    QaServiceDocumentsCriteriaSentencePartStatus,
)
from .qa_service_documents_key_figures_pack_view import (
    QaServiceDocumentsKeyFiguresPackView,
)
from .qa_service_documents_key_figures_pack_view_endings import (
    QaServiceDocumentsKeyFiguresPackViewEndings,
)
from .qa_service_documents_packs_pack_view import QaServiceDocumentsPacksPackView
from .qa_service_documents_samples_preview_view import (
    QaServiceDocumentsSamplesPreviewView,
)
from .qa_service_documents_samples_preview_view_reasons import (
    QaServiceDocumentsSamplesPreviewViewReasons,
)
from .question_agreement_part import QuestionAgreementPart
from .question_part import QuestionPart
from .question_part_evidence_item import QuestionPartEvidenceItem
from .queue_lines_view import QueueLinesView
from .queue_lines_view_counts import QueueLinesViewCounts
from .queue_lines_view_events import QueueLinesViewEvents
from .queue_lines_view_passed_over import QueueLinesViewPassedOver
from .queue_lines_view_unknown_events import QueueLinesViewUnknownEvents
from .queue_mapping_page import QueueMappingPage
from .queue_mapping_view import QueueMappingView
from .queue_mapping_view_mapping import QueueMappingViewMapping
from .queue_mapping_wanted import QueueMappingWanted
from .queue_mapping_wanted_endings import QueueMappingWantedEndings
from .queue_mapping_wanted_fields import QueueMappingWantedFields
from .queue_record import QueueRecord
from .quote import Quote
from .raised_alarm import RaisedAlarm
from .rank_view import RankView
from .ranking_view import RankingView
from .ranking_view_notice import RankingViewNotice
from .rate_view import RateView
from .rating_view import RatingView
from .ready import Ready
from .ready_export import ReadyExport
from .reason import Reason
from .reason_body import ReasonBody
from .reason_view import ReasonView
from .reason_view_inside_the_centre import ReasonViewInsideTheCentre
from .reconciliation_view import ReconciliationView
from .refused_answer import RefusedAnswer
from .refused_answer_problem import RefusedAnswerProblem
from .refused_complaint import RefusedComplaint
from .refused_complaint_problem import RefusedComplaintProblem
from .refused_view import RefusedView
from .refused_view_problem import RefusedViewProblem
from .release_body import ReleaseBody
from .release_outcome import ReleaseOutcome
from .released_view import ReleasedView
from .repeats_view import RepeatsView
from .replay_view import ReplayView
from .replay_wanted import ReplayWanted
from .rescoring_page import RescoringPage
from .rescoring_view import RescoringView
from .resembles_examples import ResemblesExamples
from .resolution_is import ResolutionIs
from .retention_done import RetentionDone
from .retention_forecast import RetentionForecast
from .retention_line import RetentionLine
from .retention_month import RetentionMonth
from .retried_objects_view import RetriedObjectsView
from .review_asked_event import ReviewAskedEvent
from .review_item_view import ReviewItemView
from .review_item_view_transcript_item import ReviewItemViewTranscriptItem
from .rhythm import Rhythm
from .rubric import Rubric
from .rubric_view import RubricView
from .rubric_view_state import RubricViewState
from .run_state import RunState
from .run_wanted import RunWanted
from .sample_body import SampleBody
from .sample_body_weights import SampleBodyWeights
from .sample_view import SampleView
from .sample_view_frame import SampleViewFrame
from .sample_view_plan import SampleViewPlan
from .samples_view import SamplesView
from .says_phrase import SaysPhrase
from .says_script import SaysScript
from .schedule_run_wanted import ScheduleRunWanted
from .schedule_wanted import ScheduleWanted
from .schedule_wanted_export import ScheduleWantedExport
from .schedule_wanted_options import ScheduleWantedOptions
from .schedule_wanted_secrets import ScheduleWantedSecrets
from .scheduled_export_view import ScheduledExportView
from .scheduled_export_view_export_type_0 import ScheduledExportViewExportType0
from .scheduled_export_view_options import ScheduledExportViewOptions
from .scheduled_export_view_secrets import ScheduledExportViewSecrets
from .scheduled_exports_view import ScheduledExportsView
from .scheduled_run_view import ScheduledRunView
from .scheduled_runs_view import ScheduledRunsView
from .scope import Scope
from .scorecard_part import ScorecardPart
from .scorecard_part_critical_by_harm import ScorecardPartCriticalByHarm
from .scorecard_part_sections import ScorecardPartSections
from .scorecards_view import ScorecardsView
from .script_sentence import ScriptSentence
from .second_look import SecondLook
from .second_look_body import SecondLookBody
from .secret_wanted import SecretWanted
from .section import Section
from .section_part import SectionPart
from .segment_part import SegmentPart
from .segment_part_courtesy import SegmentPartCourtesy
from .sentences_by_language import SentencesByLanguage
from .sentiment_is import SentimentIs
from .sentiment_is_at import SentimentIsAt
from .sentiment_part import SentimentPart
from .share import Share
from .share_view import ShareView
from .shows_behaviour import ShowsBehaviour
from .side_view import SideView
from .silence_reaches import SilenceReaches
from .site_rules_view import SiteRulesView
from .site_rules_view_rules_item import SiteRulesViewRulesItem
from .site_rules_wanted import SiteRulesWanted
from .size_view import SizeView
from .sorting_body import SortingBody
from .sound_state import SoundState
from .sourcing import Sourcing
from .split_v1_kpis_split_get_by import SplitV1KpisSplitGetBy
from .split_view import SplitView
from .standing import Standing
from .state import State
from .stratum_part import StratumPart
from .stratum_part_stratum import StratumPartStratum
from .survey_answer_view import SurveyAnswerView
from .survey_answers_view import SurveyAnswersView
from .survey_figures_view import SurveyFiguresView
from .survey_figures_view_note import SurveyFiguresViewNote
from .survey_kind import SurveyKind
from .survey_lines_view import SurveyLinesView
from .survey_lines_view_counts import SurveyLinesViewCounts
from .take_queue_log_v1_queue_events_post_json_body_item import (
    TakeQueueLogV1QueueEventsPostJsonBodyItem,
)
from .take_v1_surveys_post_json_body_item import TakeV1SurveysPostJsonBodyItem
from .taken_view import TakenView
from .template_quality import TemplateQuality
from .template_quality_gold import TemplateQualityGold
from .templates_v1_criteria_templates_get_sector_type_0 import (
    TemplatesV1CriteriaTemplatesGetSectorType0,
)
from .templates_view import TemplatesView
from .tested_endpoint import TestedEndpoint
from .told import Told
from .transfer import Transfer
from .transfer_part import TransferPart
from .trend_view import TrendView
from .trial_view import TrialView
from .try_view import TryView
from .turn_body import TurnBody
from .turn_part import TurnPart
from .turn_part_speaker import TurnPartSpeaker
from .turn_sentiment_part import TurnSentimentPart
from .unread_words_view import UnreadWordsView
from .vcon_v1_interactions_uuid_vcon_get_response_200 import (
    VconV1InteractionsUuidVconGetResponse200,
)
from .verdict import Verdict
from .version_view import VersionView
from .version_view_state import VersionViewState
from .versions_view import VersionsView
from .waiting_complaint import WaitingComplaint
from .wanted import Wanted
from .wanted_by_type_0 import WantedByType0
from .wanted_filters import WantedFilters
from .wanted_language import WantedLanguage
from .warning_view import WarningView
from .warning_view_code import WarningViewCode
from .watch_view import WatchView
from .webhook_test_event import WebhookTestEvent
from .week_view import WeekView
from .weekday import Weekday
from .went_line import WentLine
from .where import Where
from .whole_pack import WholePack
from .withheld_part import WithheldPart
from .wording import Wording

__all__ = (
    "AdaptationJobView",
    "AdaptationReportPart",
    "AdaptationReportPartAnswers",
    "AdaptationView",
    "AdaptationsView",
    "AgreedView",
    "AgreementView",
    "AlarmRaisedEvent",
    "AlarmView",
    "AlarmViewDetail",
    "AlarmsView",
    "Alive",
    "AllOf",
    "Allocation",
    "Analysis",
    "AnalysisConfidence",
    "AnalysisCourtesy",
    "AnalysisVersions",
    "AnswerBody",
    "AnswerExamplesPart",
    "AnswerIs",
    "AnswerPart",
    "AnswerView",
    "AnsweredCritical",
    "AnswersBody",
    "AnswersToLearnPart",
    "AnswersView",
    "AnyOf",
    "AskPerson",
    "AskedReview",
    "AsksModel",
    "AspectView",
    "AttemptView",
    "AuditFault",
    "AuditPage",
    "AuditVerdict",
    "AuditView",
    "AuditViewDetail",
    "AutoPart",
    "Automatic",
    "BehaviourPart",
    "BehaviourPartStatusType0",
    "Belonging",
    "BelongingOf",
    "BothView",
    "CalibrationBody",
    "CalibrationView",
    "CalibrationViewProgress",
    "CalibrationsView",
    "Cause",
    "CentreAddressesView",
    "CentreAddressesWanted",
    "ChangeView",
    "ChangedDispute",
    "Channel",
    "CheckView",
    "CheckViewSinceThen",
    "ClientErasureWanted",
    "ClientView",
    "ClientViewAgreement",
    "ClientViewCauses",
    "ClientViewCourses",
    "ClientViewNotice",
    "ClientViewPooled",
    "ClientViewResolution",
    "ClientViewVersions",
    "ClocksView",
    "ClocksViewDays",
    "ClocksViewOwn",
    "ClocksWanted",
    "ClocksWantedDays",
    "Coefficient",
    "CoefficientPart",
    "ComingObject",
    "ComparisonView",
    "ComparisonViewDifferences",
    "ComplaintAnswer",
    "ComplaintDay",
    "ComplaintDueEvent",
    "ComplaintFiguresView",
    "ComplaintFiguresViewByMatter",
    "ComplaintLateEvent",
    "ComplaintLinesView",
    "ComplaintLinesViewCounts",
    "ComplaintOutcome",
    "ComplaintPage",
    "ComplaintRulesView",
    "ComplaintRulesWanted",
    "ComplaintState",
    "ComplaintStep",
    "ComplaintStepView",
    "ComplaintView",
    "ComplaintWanted",
    "ComplaintsView",
    "ConnectorKind",
    "ConnectorObjectPage",
    "ConnectorObjectView",
    "ConnectorRetryWanted",
    "ConnectorRunWanted",
    "ConnectorView",
    "ConnectorViewObjects",
    "ConnectorViewOptions",
    "ConnectorViewSecrets",
    "ConnectorWanted",
    "ConnectorWantedOptions",
    "ConnectorWantedSecrets",
    "ConnectorsView",
    "CorrectedTurnPart",
    "CorrectionBody",
    "CorrectionKind",
    "CorrectionPart",
    "CountedDays",
    "CountedShare",
    "CourseView",
    "CourtesyMean",
    "CriteriaView",
    "Criterion",
    "CriterionFigureView",
    "CriterionFigureViewVersions",
    "CriterionJobPage",
    "CriterionJobView",
    "CriterionLook",
    "CriterionPart",
    "CriterionPartAfter",
    "CriterionPartBefore",
    "CriterionPartChanges",
    "CriterionTemplate",
    "CriterionTemplateSector",
    "CriterionView",
    "CriterionViewState",
    "Critical",
    "CriticalErrorView",
    "CriticalErrorViewHarms",
    "CriticalHarms",
    "CriticalPart",
    "DatumKind",
    "DecisionBody",
    "DeletionProof",
    "DeletionProofWhat",
    "DeliveryLog",
    "DeliveryState",
    "DifferenceView",
    "Direction",
    "DisputeBody",
    "DisputeDecidedEvent",
    "DisputeOpenedEvent",
    "DisputeState",
    "DisputeView",
    "DisputesView",
    "DoubtedAnswerPart",
    "DoubtedLabelPart",
    "DrawPart",
    "DryRunView",
    "DryRunViewCounts",
    "DynamicsAre",
    "DynamicsAreMeasure",
    "DynamicsPart",
    "DynamicsPartResponseTime",
    "DynamicsPartTalkShare",
    "EndedInteraction",
    "EndpointChanged",
    "EndpointPage",
    "EndpointState",
    "EndpointView",
    "EndpointWanted",
    "Erased",
    "ErasedLine",
    "ErasedList",
    "ErasureWanted",
    "EventLinks",
    "EventType",
    "Every",
    "ExamplePart",
    "ExclusionView",
    "ExportLinks",
    "ExportPage",
    "ExportReadyEvent",
    "ExportView",
    "FigureView",
    "FigureViewVersions",
    "FiguresView",
    "FiguresViewCriteria",
    "FiguresViewCritical",
    "FiguresViewSections",
    "FileEnd",
    "FileEndProblemType0",
    "FileEndQueueLogType0",
    "Files",
    "FilesCounts",
    "FindingConfirmedEvent",
    "FindingDismissedEvent",
    "FindingToConfirmEvent",
    "Format",
    "FoundCritical",
    "FrameBody",
    "GapPart",
    "GapPartApartItem",
    "GivenTurn",
    "GroupKind",
    "GroupView",
    "GroupViewCourses",
    "GroupViewNotice",
    "GroupViewPooled",
    "GroupViewResolution",
    "GroupViewVersions",
    "HandInV1RecordingsPostBody",
    "HeadPart",
    "HoldKind",
    "HoldLifted",
    "HoldPage",
    "HoldView",
    "HoldWanted",
    "Identities",
    "IncludedView",
    "IncludedViewAnalysisType0",
    "IntentIs",
    "Interaction",
    "InteractionDoneEvent",
    "InteractionFailedEvent",
    "InteractionLangType0",
    "InteractionView",
    "InteractionWithParts",
    "ItemChange",
    "ItemView",
    "JobKind",
    "Judged",
    "JudgedView",
    "JudgedViewCounts",
    "JudgementPart",
    "JudgementPartDistribution",
    "KeptKind",
    "KeptView",
    "KeptViewMachineType0",
    "Kind",
    "KindFigures",
    "KpiView",
    "KpiViewParameters",
    "KpiViewTargetType0",
    "LanguagePart",
    "LearnedModelView",
    "LearnedModelsView",
    "LearnedReportView",
    "Line",
    "LineProblemType0",
    "Lines",
    "LinesCounts",
    "Links",
    "ListWanted",
    "ListedV1InteractionsGetFlagType0",
    "ListedV1InteractionsGetSentimentEndType0",
    "MachineCountView",
    "MachinePart",
    "MarginsBody",
    "MaskedView",
    "MaskingAct",
    "MaskingBody",
    "MaskingFigures",
    "MaskingView",
    "MaskingsView",
    "MeanPart",
    "MeasureView",
    "MovePart",
    "MoverPart",
    "NewEndpointView",
    "NewItem",
    "NewPack",
    "Not",
    "ObjectState",
    "Only",
    "OpeningHours",
    "OpeningHoursSpecial",
    "OpeningHoursView",
    "OpeningHoursWanted",
    "OpeningHoursWantedSpecial",
    "OpeningHoursWantedWeek",
    "OpeningHoursWeek",
    "OptOutDone",
    "OptOutPage",
    "OptOutView",
    "OptOutWanted",
    "OutcomeInput",
    "OutcomeOutput",
    "OverruledCountPart",
    "OverruledCounts",
    "OverruledPage",
    "OverruledView",
    "OverruledViewVersionsType0",
    "OwnAddress",
    "PackFigures",
    "PackFiguresEndings",
    "Packs",
    "PageWithParts",
    "PairingPart",
    "PairingPartCoefficients",
    "Part",
    "PartAgreementPart",
    "Party",
    "PassagePart",
    "PauseKind",
    "PausePart",
    "PhrasesByLanguage",
    "PickPart",
    "PickPartStratumType0",
    "PicksView",
    "PiiPart",
    "PlaceView",
    "PlacedView",
    "PlacedViewFigures",
    "PlacedViewPooled",
    "PlacedViewRank",
    "PolicyView",
    "Problem",
    "Progress",
    "ProgressPart",
    "ProgressPartByReviewer",
    "PromiseConfirmation",
    "PromiseFiguresView",
    "PromiseKind",
    "PromiseOutcome",
    "PromisePage",
    "PromiseStanding",
    "PromiseView",
    "Purpose",
    "PutV1FilesNamePutLangType0",
    "PutV1RecordingsIdPutLangType0",
    "QaServiceDocumentsAnalysisSentencePart",
    "QaServiceDocumentsAnalysisSentencePartStatus",
    "QaServiceDocumentsCriteriaPreviewView",
    "QaServiceDocumentsCriteriaSentencePart",
    "QaServiceDocumentsCriteriaSentencePartStatus",
    "QaServiceDocumentsKeyFiguresPackView",
    "QaServiceDocumentsKeyFiguresPackViewEndings",
    "QaServiceDocumentsPacksPackView",
    "QaServiceDocumentsSamplesPreviewView",
    "QaServiceDocumentsSamplesPreviewViewReasons",
    "QuestionAgreementPart",
    "QuestionPart",
    "QuestionPartEvidenceItem",
    "QueueLinesView",
    "QueueLinesViewCounts",
    "QueueLinesViewEvents",
    "QueueLinesViewPassedOver",
    "QueueLinesViewUnknownEvents",
    "QueueMappingPage",
    "QueueMappingView",
    "QueueMappingViewMapping",
    "QueueMappingWanted",
    "QueueMappingWantedEndings",
    "QueueMappingWantedFields",
    "QueueRecord",
    "Quote",
    "RaisedAlarm",
    "RankView",
    "RankingView",
    "RankingViewNotice",
    "RateView",
    "RatingView",
    "Ready",
    "ReadyExport",
    "Reason",
    "ReasonBody",
    "ReasonView",
    "ReasonViewInsideTheCentre",
    "ReconciliationView",
    "RefusedAnswer",
    "RefusedAnswerProblem",
    "RefusedComplaint",
    "RefusedComplaintProblem",
    "RefusedView",
    "RefusedViewProblem",
    "ReleaseBody",
    "ReleaseOutcome",
    "ReleasedView",
    "RepeatsView",
    "ReplayView",
    "ReplayWanted",
    "RescoringPage",
    "RescoringView",
    "ResemblesExamples",
    "ResolutionIs",
    "RetentionDone",
    "RetentionForecast",
    "RetentionLine",
    "RetentionMonth",
    "RetriedObjectsView",
    "ReviewAskedEvent",
    "ReviewItemView",
    "ReviewItemViewTranscriptItem",
    "Rhythm",
    "Rubric",
    "RubricView",
    "RubricViewState",
    "RunState",
    "RunWanted",
    "SampleBody",
    "SampleBodyWeights",
    "SampleView",
    "SampleViewFrame",
    "SampleViewPlan",
    "SamplesView",
    "SaysPhrase",
    "SaysScript",
    "ScheduleRunWanted",
    "ScheduleWanted",
    "ScheduleWantedExport",
    "ScheduleWantedOptions",
    "ScheduleWantedSecrets",
    "ScheduledExportView",
    "ScheduledExportViewExportType0",
    "ScheduledExportViewOptions",
    "ScheduledExportViewSecrets",
    "ScheduledExportsView",
    "ScheduledRunView",
    "ScheduledRunsView",
    "Scope",
    "ScorecardPart",
    "ScorecardPartCriticalByHarm",
    "ScorecardPartSections",
    "ScorecardsView",
    "ScriptSentence",
    "SecondLook",
    "SecondLookBody",
    "SecretWanted",
    "Section",
    "SectionPart",
    "SegmentPart",
    "SegmentPartCourtesy",
    "SentencesByLanguage",
    "SentimentIs",
    "SentimentIsAt",
    "SentimentPart",
    "Share",
    "ShareView",
    "ShowsBehaviour",
    "SideView",
    "SilenceReaches",
    "SiteRulesView",
    "SiteRulesViewRulesItem",
    "SiteRulesWanted",
    "SizeView",
    "SortingBody",
    "SoundState",
    "Sourcing",
    "SplitV1KpisSplitGetBy",
    "SplitView",
    "Standing",
    "State",
    "StratumPart",
    "StratumPartStratum",
    "SurveyAnswerView",
    "SurveyAnswersView",
    "SurveyFiguresView",
    "SurveyFiguresViewNote",
    "SurveyKind",
    "SurveyLinesView",
    "SurveyLinesViewCounts",
    "TakeQueueLogV1QueueEventsPostJsonBodyItem",
    "TakeV1SurveysPostJsonBodyItem",
    "TakenView",
    "TemplateQuality",
    "TemplateQualityGold",
    "TemplatesV1CriteriaTemplatesGetSectorType0",
    "TemplatesView",
    "TestedEndpoint",
    "Told",
    "Transfer",
    "TransferPart",
    "TrendView",
    "TrialView",
    "TryView",
    "TurnBody",
    "TurnPart",
    "TurnPartSpeaker",
    "TurnSentimentPart",
    "UnreadWordsView",
    "VconV1InteractionsUuidVconGetResponse200",
    "Verdict",
    "VersionView",
    "VersionViewState",
    "VersionsView",
    "WaitingComplaint",
    "Wanted",
    "WantedByType0",
    "WantedFilters",
    "WantedLanguage",
    "WarningView",
    "WarningViewCode",
    "WatchView",
    "WebhookTestEvent",
    "WeekView",
    "Weekday",
    "WentLine",
    "Where",
    "WholePack",
    "WithheldPart",
    "Wording",
)

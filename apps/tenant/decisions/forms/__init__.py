"""What a person may enter about decisions. Checks shape only; cleans to the values that the services take."""

from apps.tenant.decisions.forms.consolidations import ConsolidationForm
from apps.tenant.decisions.forms.opportunities import InputsForm, OpportunityForm, ProposalsForm, RequirementForm
from apps.tenant.decisions.forms.parts import DecisionForm, PartForm, initial_of
from apps.tenant.decisions.forms.platforms import OverruleForm, PlatformForm
from apps.tenant.decisions.forms.scorecard import WeightsForm

__all__ = [
    "ConsolidationForm",
    "DecisionForm",
    "InputsForm",
    "OpportunityForm",
    "OverruleForm",
    "PartForm",
    "PlatformForm",
    "ProposalsForm",
    "RequirementForm",
    "WeightsForm",
    "initial_of",
]

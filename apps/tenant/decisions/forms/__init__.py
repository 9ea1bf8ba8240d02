"""What a person may enter about decisions. Checks shape only; cleans to the values that the services take."""

from apps.tenant.decisions.forms.consolidations import ConsolidationForm
from apps.tenant.decisions.forms.factors import FactorForm
from apps.tenant.decisions.forms.opportunities import InputsForm, OpportunityForm, RequirementForm
from apps.tenant.decisions.forms.parts import DecisionForm, PartForm, SharedForm, initial_of
from apps.tenant.decisions.forms.platforms import OverruleForm, PlatformForm
from apps.tenant.decisions.forms.regrouping import MergeForm, SplitForm
from apps.tenant.decisions.forms.scorecard import WeightsForm

__all__ = [
    "ConsolidationForm",
    "DecisionForm",
    "FactorForm",
    "InputsForm",
    "MergeForm",
    "OpportunityForm",
    "OverruleForm",
    "PartForm",
    "PlatformForm",
    "RequirementForm",
    "SharedForm",
    "SplitForm",
    "WeightsForm",
    "initial_of",
]

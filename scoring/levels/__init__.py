"""From stories to a level per region and day: rule, stories as they stood, two clocks.

``assess`` gives the levels; ``alarm_scores`` is the detector alone.
"""

from scoring.detector import alarm_scores
from scoring.levels.assessing import Known, assess
from scoring.levels.points import Heard, Report, StoryPoint, story_points
from scoring.levels.rule import LevelRule
from scoring.levels.standing import History

__all__ = [
    "Heard",
    "History",
    "Known",
    "LevelRule",
    "Report",
    "StoryPoint",
    "alarm_scores",
    "assess",
    "story_points",
]

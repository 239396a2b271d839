/** The labels that the quick classifiers give the sample conversation; empty for "none of the others". */
export const INSTANT_LABELS: readonly string[] = [
  '',
  '',
  'user_doubts_answer',
  'agent_apology_error_mistake',
  'asks_source',
  'agent_limited_capabilities',
  'user_wants_simplier_explanation',
  '',
  'user_goodbye',
  'success_and_followup_assistance',
];

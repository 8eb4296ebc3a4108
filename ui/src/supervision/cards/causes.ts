/**
 * The causes that a unit names when it answers a card. The first five are the grounds on which a card may be withdrawn
 * (domain.md 2.4); the others explain and do not excuse. The contract takes any key and lists none.
 */
export const causes = [
  "system_error",
  "calendar_error",
  "stop_recorded_late",
  "applicant_concealment",
  "force_majeure",
  "other_unit_late",
  "hard_case",
  "short_of_staff",
  "oversight",
  "other",
] as const;
export type Cause = (typeof causes)[number];

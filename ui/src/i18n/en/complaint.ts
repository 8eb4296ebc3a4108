import type { Same } from "../same";
import type { complaint as zh } from "../zh/complaint";

export const complaint: Same<typeof zh> = {
  topic: {
    attitude: "Manner of the staff",
    delay: "Delay",
    refusal: "Sent away, not taken in",
    fees: "Fees without ground",
    procedure: "Against procedure",
    misconduct: "Misconduct",
    other: "Something else",
  },
  source: { online: "online", window: "window", hotline: "hotline", petition: "petition", review: "bad rating" },
  result: { founded: "Founded", partly: "Partly founded", unfounded: "Unfounded" },
  outcome: { uphold: "Answer upheld", change: "Answer changed", redo: "To be handled again" },
  said: { satisfied: "satisfied", fairly: "fairly satisfied", dissatisfied: "dissatisfied" },
  way: { self: "here", assigned: "assigned", transferred: "transferred", up: "submitted up", down: "handed down" },
  instance: { one: "Answer", two: "Review", three: "Re-review" },
  number: "Complaint number",
  about: "Unit complained of",
  with: "Handled by",
  topicWord: "What it is about",
  caseNumber: "Case",
  lodged: "Lodged",
  text: "What happened",
  answers: "Answers",
  answer: "Answer",
  noAnswer: "No answer yet",
  competent: "This is a matter for {{competent}}",
  reviewUntil: "Who does not accept the answer may ask the body above for a review until {{date}}.",
  print: "The answer (PDF)",
  papers: "In writing",
  remedy:
    "Who does not accept this answer may ask the body above for a review within 30 days of receipt; against the review a re-review may be asked for within 30 days.",
};

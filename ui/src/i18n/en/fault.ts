import type { Same } from "../same";
import type { fault as zh } from "../zh/fault";

export const fault: Same<typeof zh> = {
  title: "That did not work",
  retry: "Try again",
  code: {
    invalid: "Something is filled in wrongly; please correct the marked places",
    not_found: "Not found, or not for you to see",
    conflict: "The matter has moved on; please reload and look again",
    forbidden: "The rules do not allow this",
    key_reused: "This was already sent with other content; please reload",
    store_unavailable: "Nothing can be stored at the moment and nothing was changed; please try again shortly",
    engine_unavailable: "The engine does not answer at the moment; please try again shortly",
    overloaded: "Many people are at work right now; please try again shortly",
    too_large: "The file or text is too large",
    unauthorised: "Please sign in; the session may have ended",
    internal: "Our own fault; it has been recorded. Please try again later",
    unreachable: "The server cannot be reached; please check the network",
  },
  rule: {
    required: "Please fill in",
    type: "Not in the right form",
    pattern: "Not in the right form",
    max_length: "At most {{max}} characters",
    min: "Not less than {{min}}",
    max: "Not more than {{max}}",
    decimals: "At most {{decimals}} decimals",
    option: "Please choose one of the options",
    checksum: "The check digit is wrong; please compare with the document",
    date: "Please give a date that exists",
    after: "Not before “{{other}}”",
    not_past: "Not before today",
    not_future: "Not after today",
    unknown: "This is not asked for",
  },
};

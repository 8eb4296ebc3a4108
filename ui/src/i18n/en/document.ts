import type { Same } from "../same";
import type { document as zh } from "../zh/document";

export const document: Same<typeof zh> = {
  title: "Verify a document",
  lead: "Type the code beside the QR code of a decision, notice or licence to see whether it was issued here.",
  code: "Code",
  check: "Verify",
  genuine: "Genuine and valid",
  genuineLong: "This document was issued here. Please compare it with the one in your hand.",
  void: "No longer valid",
  voidLong: "This document was issued here but has been withdrawn, or the case was reopened, since.",
  unknown: "Not known",
  unknownLong: "No document with this code was issued here. Please check the code; in doubt ask the issuing unit.",
  kind: "Document",
  number: "Case number",
  complaint: "Complaint number",
  item: "Service",
  unit: "Issued by",
  holder: "Holder",
  issued: "Issued",
  outcome: "Outcome",
  original: "Show the PDF",
};

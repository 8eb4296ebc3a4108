/**
 * What people mean when they type: full-width digits and letters of a Chinese keyboard become plain ones, codes have no
 * blanks and are written in capitals. Free text is left alone.
 */
export function meant(type: string, typed: string): string {
  switch (type) {
    case "number":
    case "phone":
    case "project_code":
      return typed.normalize("NFKC").replace(/\s/g, "");
    case "id_number":
    case "uscc":
      return typed.normalize("NFKC").replace(/\s/g, "").toUpperCase();
    default:
      return typed;
  }
}

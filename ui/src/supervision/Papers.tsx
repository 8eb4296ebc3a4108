import { useTranslation } from "react-i18next";
import type { components } from "../contract";
import { Icon } from "../Icon";
import { legalDate } from "../show";

type Paper = components["schemas"]["CaseNotice"];
type Props = {
  label: string;
  /** The heading; that of supervision documents if none is given. */
  title?: string;
  papers?: Paper[];
  address: (kind: Paper["kind"], line: number, language?: "en") => string;
};

/** What was issued in writing: each opens as a PDF to print, in Chinese or as an English translation. */
export function Papers({ label, title: heading, papers = [], address }: Props) {
  const { t, i18n } = useTranslation("supervision");
  if (papers.length === 0) return null;
  const english = i18n.language.startsWith("en");
  return (
    <section className="panel" aria-label={label}>
      <h2>{heading ?? t("papers.title")}</h2>
      <ul className="aside-list papers">
        {papers.toReversed().map(({ kind, line, document, title, title_en, issued, valid }) => (
          <li key={`${line} ${kind}`}>
            <a href={address(kind, line)} target="_blank" rel="noreferrer">
              <Icon name="printer" /> {english ? title_en : title}
            </a>
            <a href={address(kind, line, "en")} target="_blank" rel="noreferrer">
              EN<span className="visually-hidden"> {title_en}</span>
            </a>
            {!valid && <span className="badge tone-mute">{t("papers.superseded")}</span>}
            <small className="hint figure">
              {document} · {legalDate(issued)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

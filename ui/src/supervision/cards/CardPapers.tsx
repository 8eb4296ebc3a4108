import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { legalDate } from "../../show";
import { type Card, paperAddress } from "./api";
import { nameOf } from "./search";

/** The supervision documents of a card: each opens as a PDF to print, in Chinese or as an English translation. */
export function CardPapers({ card }: { card: Card }) {
  const { t, i18n } = useTranslation("supervision");
  const papers = (card.documents ?? []).toReversed();
  if (papers.length === 0) return null;
  const english = i18n.language.startsWith("en");
  return (
    <section className="panel" aria-label={nameOf(t("papers.title"), card.row)}>
      <h2>{t("papers.title")}</h2>
      <ul className="aside-list papers">
        {papers.map(({ kind, line, document, title, title_en, issued, valid }) => (
          <li key={`${line} ${kind}`}>
            <a href={paperAddress(card.row.id, kind, line)} target="_blank" rel="noreferrer">
              <Icon name="printer" /> {english ? title_en : title}
            </a>
            <a href={paperAddress(card.row.id, kind, line, "en")} target="_blank" rel="noreferrer">
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

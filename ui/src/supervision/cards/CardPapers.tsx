import { useTranslation } from "react-i18next";
import { Papers } from "../Papers";
import { type Card, paperAddress } from "./api";
import { nameOf } from "./search";

/** The supervision documents of a card. */
export function CardPapers({ card }: { card: Card }) {
  const { t } = useTranslation("supervision");
  return (
    <Papers
      label={nameOf(t("papers.title"), card.row)}
      papers={card.documents}
      address={(kind, line, language) => paperAddress(card.row.id, kind, line, language)}
    />
  );
}

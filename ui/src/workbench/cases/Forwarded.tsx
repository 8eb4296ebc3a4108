import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { statusLook } from "../../outcome";
import { named } from "../../show";
import type { Case } from "./api";

type CaseLink = NonNullable<Case["onward"]>;

/** From which organ the application came here, and with which one it goes on. */
export function Forwarded({ found }: { found: Case }) {
  return (
    <>
      {found.origin?.unit.id && <Note word="origin" link={found.origin} found={found} />}
      {found.onward?.unit.id && (
        <Note word={found.onward.number ? "onward" : "left"} link={found.onward} found={found} />
      )}
    </>
  );
}

function Note({ word, link, found }: { word: "origin" | "onward" | "left"; link: CaseLink; found: Case }) {
  const { t, i18n } = useTranslation("workbench");
  const { id, number, status, unit } = link;
  const look = status && statusLook(status, found.row.item);
  return (
    <p className="hint" role="note">
      <Icon name="fork" /> {t(`case.forwarded.${word}`, { unit: named(unit, i18n.language) })}{" "}
      {id ? (
        <Link to="/cases/$id" params={{ id }} className="figure">
          {number}
        </Link>
      ) : (
        <span className="figure">{number}</span>
      )}{" "}
      {look && (i18n.language.startsWith("en") ? look.en : look.zh)}
    </p>
  );
}

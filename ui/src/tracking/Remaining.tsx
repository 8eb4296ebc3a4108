import { useTranslation } from "react-i18next";
import { Icon } from "../Icon";
import { lastDay } from "../show";
import type { PublicCase } from "./api";

const ended = new Set([
  "granted",
  "denied",
  "delivered",
  "closed",
  "archived",
  "declined",
  "withdrawn",
  "returned",
  "voided",
  "forwarded",
  "lapsed",
  "terminated",
]);

/** The working days that are left, in large figures: the question that people come with. */
export function Remaining({ subject }: { subject: PublicCase }) {
  const { t } = useTranslation(["tracking", "word"]);
  if (ended.has(subject.status)) {
    return (
      <p className="remaining remaining-quiet">
        <Icon name="check" size={28} /> {t("ended")}
      </p>
    );
  }
  if (subject.remaining === undefined) {
    return (
      <p className="remaining remaining-quiet">
        <Icon name="hourglass" size={28} /> {t("notBegun")}
      </p>
    );
  }
  const late = subject.remaining < 0;
  return (
    <div className={late ? "remaining remaining-late" : "remaining"}>
      <p>
        {late ? t("late") : t("remaining")}
        <strong className="figure">{Math.abs(subject.remaining)}</strong>
        {t("word:unit.workday")}
      </p>
      {subject.due && (
        <p className="fine">
          {t("dueOn", { date: lastDay(subject.due) })}
          {subject.provisional && ` ${t("provisional")}`}
        </p>
      )}
    </div>
  );
}

import { Button, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { useLimitWords } from "../../limitWords";
import { useGroundWord } from "../../shared/vocabulary";
import { legalInstant } from "../../show";
import type { Clock } from "./api";

/** All moves of all clocks of a case: start, stop, resume, extend, with who and why. */
export function Ledger({ clocks }: { clocks: Clock[] }) {
  const { t } = useTranslation("workbench");
  const moved = clocks.filter(({ ledger }) => ledger.length > 0);
  if (moved.length === 0) return null;
  const content = (
    <div className="ledger">
      {moved.map((clock) => (
        <OneLedger key={clock.name} clock={clock} />
      ))}
    </div>
  );
  return (
    <Popover
      content={content}
      title={t("case.ledger")}
      trigger="click"
      placement="bottomRight"
      getPopupContainer={(button) => button.parentElement ?? document.body}
    >
      <Button type="text" size="small" icon={<Icon name="book" />}>
        {t("case.ledger")}
      </Button>
    </Popover>
  );
}

function OneLedger({ clock }: { clock: Clock }) {
  const { t } = useTranslation("workbench");
  const limitWords = useLimitWords();
  const groundWord = useGroundWord();
  return (
    <section>
      <h3>{t(`case.clock.${clock.kind as "decision"}`, { defaultValue: clock.kind })}</h3>
      <ol>
        {clock.ledger.map((entry) => (
          <li key={`${entry.move} ${entry.at}`}>
            <strong>{t(`case.move.${entry.move as "start"}`, { defaultValue: entry.move })}</strong>{" "}
            <time className="figure">{legalInstant(entry.at)}</time>
            {entry.n ? ` ${limitWords({ n: entry.n, unit: (clock.statutory ?? clock.promised).unit })}` : ""}
            {entry.was && ` ${t("case.ledgerWas", { n: entry.line, was: legalInstant(entry.was) })}`}
            {entry.planned && ` ${t("case.standsPlanned", { amount: limitWords(entry.planned) })}`}
            {[entry.by?.name, entry.reason && groundWord(entry.reason), entry.document].filter(Boolean).map((word) => (
              <span key={word} className="hint">
                {" "}
                {word}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

import { useState } from "react";
import { useTranslation } from "react-i18next";
import "../../forms/forms.css";
import "../commands/commands.css";
import "../workbench.css";
import "./intake.css";
import { type Ended, ServedPanel } from "./ServedPanel";
import { WindowForm } from "./WindowForm";

/** Taking in walk-in applicants, one after the other. */
export function IntakePage() {
  const { t } = useTranslation("workbench");
  const [turn, setTurn] = useState(1);
  const [ended, end] = useState<Ended>();
  const next = () => {
    end(undefined);
    setTurn(turn + 1);
  };
  return (
    <section className="intake">
      <div className="page-head">
        <h1>{t("intake.title")}</h1>
        <p className="hint keys">{t("intake.intro")}</p>
      </div>
      {ended ? <ServedPanel ended={ended} onNext={next} /> : <WindowForm key={turn} onEnd={end} />}
    </section>
  );
}

import { Alert, Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import type { Guide } from "../../items/api";
import { type Choice, type Filing, noticeText, usualChoice } from "./filing";
import type { useTurn } from "./useTurn";

type Shown = {
  filing: Filing;
  guide?: Guide;
  turn: ReturnType<typeof useTurn>;
  /** How many fields are still wrong, once somebody tried. */
  faults: number;
  onReason: (reason: string) => void;
  onCarryOut: (choice: Choice) => void;
};

/** What becomes of the application: accepted at once, the one complete supplement notice, or only taken in. */
export function FinishPart({ filing, guide, turn, faults, onReason, onCarryOut }: Shown) {
  const { t } = useTranslation("workbench");
  const { serving, stage, taken } = turn;
  const usual = guide && usualChoice(filing, guide);
  const choices: Choice[] = usual ? [usual, "receive"] : ["receive"];
  const attempted = serving.variables?.choice;
  return (
    <section className="panel" aria-labelledby="finish">
      <h2 id="finish">{t("intake.finish")}</h2>
      {usual === "notify_supplement" && guide && (
        <div className="field">
          <label htmlFor="/reason">{t("intake.reason")}</label>
          <Input.TextArea
            id="/reason"
            rows={4}
            maxLength={4000}
            disabled={taken !== undefined}
            value={noticeText(filing, guide)}
            onChange={(event) => onReason(event.target.value)}
          />
        </div>
      )}
      {usual === undefined && <p className="hint">{t("intake.standOpen")}</p>}
      {faults > 0 && <Alert type="error" showIcon role="alert" title={t("intake.faults", { n: faults })} />}
      {serving.error && <Failed turn={turn} />}
      <div className="form-foot">
        {taken && attempted ? (
          <Button type="primary" size="large" loading={serving.isPending} onClick={() => onCarryOut(attempted)}>
            {t("intake.again")}
          </Button>
        ) : (
          choices.map((choice, i) => (
            <Button
              key={choice}
              size="large"
              type={i === 0 ? "primary" : "default"}
              loading={serving.isPending && attempted === choice}
              disabled={serving.isPending && attempted !== choice}
              onClick={() => onCarryOut(choice)}
            >
              {t(`intake.choice.${choice}`)}
            </Button>
          ))
        )}
      </div>
      <p className="hint" role="status">
        {stage && t(`intake.stage.${stage}`)}
      </p>
    </section>
  );
}

/** What went wrong, what is already done, and faults that no field of this page shows. */
function Failed({ turn: { serving, taken, faults } }: Pick<Shown, "turn">) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const homeless = Object.entries(faults).filter(([pointer]) => !/^\/(applicant|form|item|unit)/.test(pointer));
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={words(serving.error)}
      description={
        <>
          {taken && <p>{t("intake.resume", { number: taken.number })}</p>}
          {homeless.map(([pointer, sentence]) => (
            <p key={pointer}>{sentence}</p>
          ))}
        </>
      }
    />
  );
}

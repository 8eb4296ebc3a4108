import { useTranslation } from "react-i18next";
import { useLimitWords } from "../limitWords";
import { named } from "../show";
import type { GuideStep } from "./api";

/** The steps as a table: what the drawing shows, for print and for readers who do not see it. */
export function GuideSteps({ steps }: { steps: GuideStep[] }) {
  const { t, i18n } = useTranslation(["item", "word"]);
  const limit = useLimitWords();
  return (
    <details className="steps">
      <summary>{t("steps")}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.key}>
            <strong>{named(step, i18n.language)}</strong>{" "}
            <span>
              {[
                t(`word:stepKind.${step.kind}`),
                limit(step.limit),
                t(`word:counts.${step.counts}`),
                step.when && t("when"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

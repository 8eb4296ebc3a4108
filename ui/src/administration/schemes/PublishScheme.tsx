import { useRouteContext } from "@tanstack/react-router";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { may } from "../../supervision/may";
import { Diff } from "../changes/Diff";
import { PublishPanel } from "../source/PublishPanel";
import { publishScheme, type Scheme, validateScheme } from "./api";
import { TrialPanel } from "./TrialPanel";

type Asked = { begin: string; current?: Scheme; onDone: () => void };

/** Publishes a version of the scheme, after a look at what it changes and at last month's scores by it. */
export function PublishScheme({ begin, current, onDone }: Asked) {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const publishing = useKeyedAct(publishScheme, [["score-schemes"]]);
  const publish = (given: { source: string; reason?: string }) =>
    publishing.mutate(given, {
      onSuccess: ({ version }) => {
        message.success(t("rules.done", { name: t("schemes.title"), version }));
        onDone();
      },
    });
  return (
    <>
      <p className="hint">{t("schemes.hint")}</p>
      <PublishPanel
        begin={begin}
        validate={validateScheme}
        publish={{ ...publishing, mutate: publish }}
        mayPublish={may(me, "ruleset", "publish")}
        further={(source, valid) => (
          <>
            {current && source !== current.source && (
              <details className="scheme-difference">
                <summary>{t("schemes.difference", { version: current.version })}</summary>
                <Diff before={current.source ?? ""} after={source} />
              </details>
            )}
            <TrialPanel source={valid ? source : undefined} />
          </>
        )}
      />
    </>
  );
}

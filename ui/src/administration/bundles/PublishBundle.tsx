import { useRouteContext } from "@tanstack/react-router";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { may } from "../../supervision/may";
import { PublishPanel } from "../source/PublishPanel";
import { publishBundle, validateBundle } from "./api";

/** Publishes an item: cases submitted from then on follow it, those under way keep the version they began with. */
export function PublishBundle({ begin, onDone }: { begin?: string; onDone: () => void }) {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { message } = App.useApp();
  const publishing = useKeyedAct(publishBundle, [["bundles"], ["items"]]);
  const publish = (given: { source: string; reason?: string }) =>
    publishing.mutate(given, {
      onSuccess: (bundle) => {
        message.success(t("bundles.done", { item: named(bundle, i18n.language) }));
        onDone();
      },
    });
  return (
    <>
      <p className="hint">{t("bundles.hint")}</p>
      <PublishPanel
        begin={begin}
        validate={validateBundle}
        publish={{ ...publishing, mutate: publish }}
        rehearsal={{ kind: "bundle" }}
        mayPublish={may(me, "bundle", "publish")}
      />
    </>
  );
}

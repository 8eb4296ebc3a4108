import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext } from "@tanstack/react-router";
import { Button, Drawer, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { legalInstant, named } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../../workbench/cases/case.css";
import "../administration.css";
import { SourceView } from "../source/SourceView";
import { type Bundle, bundleQuery } from "./api";
import { MoveCases } from "./MoveCases";
import { PublishBundle } from "./PublishBundle";

const route = getRouteApi("/shell/bundles/$hash");

/** One version of an item, as it was written; the way to a next one begins with its text. */
export function BundlePage() {
  const { hash } = route.useParams();
  const { data, error, refetch } = useQuery(bundleQuery(hash));
  if (data) return <Whole bundle={data} />;
  return error ? <Failure fault={error} again={refetch} /> : <Skeleton active />;
}

function Whole({ bundle }: { bundle: Bundle }) {
  const { t, i18n } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const [writing, write] = useState(false);
  const [moving, move] = useState(false);
  return (
    <article>
      <header className="case-head">
        <div className="case-title">
          <h1>{named(bundle, i18n.language)}</h1>
          <span className={`badge tone-${bundle.current ? "good" : "mute"}`}>
            <Icon name={bundle.current ? "check" : "archive"} />
            {bundle.current ? t("bundles.current") : t("bundles.former")}
          </span>
          <span className="shell-gap" />
          {may(me, "bundle", "load", "publish") && (
            <Button icon={<Icon name="draft" />} onClick={() => write(true)}>
              {t("bundles.next")}
            </Button>
          )}
          {may(me, "bundle", "publish") && (
            <Button icon={<Icon name="send" />} onClick={() => move(true)}>
              {t("moves.title")}
            </Button>
          )}
          <Link to="/bundles" search={{ item: bundle.item }}>
            {t("bundles.allVersions")}
          </Link>
        </div>
        <p className="hint">
          {t("bundles.publishedBy", { at: legalInstant(bundle.published) })}{" "}
          {bundle.origin === "shipped" ? t("bundles.shipped") : bundle.by?.name} ·{" "}
          <code className="hash">{bundle.hash.slice(0, 12)}</code>
        </p>
      </header>
      <SourceView source={bundle.source ?? ""} label={t("source.yaml")} />
      {writing && (
        <Drawer open size={880} title={t("bundles.next")} onClose={() => write(false)}>
          <PublishBundle begin={bundle.source} onDone={() => write(false)} />
        </Drawer>
      )}
      {moving && (
        <Drawer open size={880} title={t("moves.title")} onClose={() => move(false)}>
          <MoveCases to={bundle} />
        </Drawer>
      )}
    </article>
  );
}

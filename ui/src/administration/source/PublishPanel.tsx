import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "../../contract";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import type { NewRehearsal } from "../rehearsal/api";
import { RehearsePanel } from "../rehearsal/RehearsePanel";
import { ReasonField } from "./ReasonField";
import { type EditorHandle, SourceEditor } from "./SourceEditor";
import { lineOf, longest } from "./text";
import { Verdict } from "./Verdict";

type SourceVerdict = components["schemas"]["SourceVerdict"];
type Given = { source: string; reason?: string };

type Asked = {
  begin?: string;
  validate: (given: Given) => Promise<SourceVerdict>;
  publish: { mutate: (given: Given) => void; isPending: boolean; error: unknown };
  mayPublish: boolean;
  /** What is rehearsed over all open cases before it is published, but for its text; nothing where no open case rests on it. */
  rehearsal?: Omit<NewRehearsal, "source">;
  /** What else there is to see about the text before it is published. */
  further?: (source: string, valid: boolean) => ReactNode;
  /** Further fields of the publication. */
  children?: ReactNode;
};

/**
 * Writes or uploads YAML, validates it, rehearses it, publishes it. Only the very text that was found valid and was
 * rehearsed can be published: a change asks for both again.
 */
export function PublishPanel({ begin = "", validate, publish, mayPublish, rehearsal, further, children }: Asked) {
  const { t } = useTranslation("administration");
  const [source, write] = useState(begin);
  const [reason, say] = useState("");
  const [allowed, allow] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const validating = useMutation({ mutationFn: validate });
  const judged = validating.variables?.source === source ? validating.data : undefined;
  const given = { source, ...(reason.trim() && { reason: reason.trim() }) };
  const ready = judged?.valid && (allowed || !rehearsal);
  const tooLong = source.length > longest;
  return (
    <div className="publish">
      <SourceEditor
        ref={editor}
        label={t("source.yaml")}
        accept=".yaml,.yml,text/yaml"
        value={source}
        onChange={write}
        marked={judged?.faults.flatMap(({ place }) => lineOf(place) ?? [])}
      />
      <Failure fault={validating.error} />
      <Failure fault={publish.error} />
      {judged && <Verdict found={judged} goTo={(line) => editor.current?.goTo(line)} />}
      {mayPublish && rehearsal && (
        <RehearsePanel candidate={judged?.valid ? { ...rehearsal, source } : undefined} onAllowed={allow} />
      )}
      {further?.(source, judged?.valid ?? false)}
      <div className="publish-foot">
        {children}
        <ReasonField reason={reason} say={say} />
        <Button
          icon={<Icon name="check" />}
          disabled={source.trim() === "" || tooLong}
          loading={validating.isPending}
          onClick={() => validating.mutate({ source })}
        >
          {t("source.validate")}
        </Button>
        {mayPublish && (
          <Button
            type="primary"
            icon={<Icon name="send" />}
            disabled={!ready}
            loading={publish.isPending}
            onClick={() => publish.mutate(given)}
          >
            {t("source.publish")}
          </Button>
        )}
      </div>
      {!ready && mayPublish && <p className="hint">{t(rehearsal ? "source.first" : "source.firstValid")}</p>}
    </div>
  );
}

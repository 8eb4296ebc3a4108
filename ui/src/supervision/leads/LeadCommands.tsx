import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { click } from "../../http";
import { type Level, levelLooks, wordOf } from "../../looks";
import { signalsChanged } from "../changed";
import { VerbButtons } from "../VerbButtons";
import { commandLead, type Lead, type LeadCommand, type LeadVerb } from "./api";

/** The commands on a lead that I may give now; each asks for what it needs. */
export function LeadCommands({ lead }: { lead: Lead }) {
  const verbs = lead.offers.filter(({ allowed }) => allowed).map(({ verb }) => verb);
  const refused = lead.offers.find(({ allowed, sentence }) => !allowed && sentence);
  return (
    <>
      {verbs.length === 0 && refused && <span className="hint">{refused.sentence}</span>}
      <VerbButtons verbs={verbs} number={lead.row.number}>
        {(verb, word, close) => <Settling lead={lead} verb={verb} title={word} onClose={close} />}
      </VerbButtons>
    </>
  );
}

type Asked = { lead: Lead; verb: LeadVerb; title: string; onClose: () => void };

function Settling({ lead, verb, title, onClose }: Asked) {
  const { t } = useTranslation("supervision");
  const words = useFaultWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [key] = useState(click);
  const [form] = Form.useForm<LeadCommand>();
  const settling = useMutation({
    mutationFn: (body: LeadCommand) => commandLead(lead.row.id, verb, key, body),
    onSuccess: async () => {
      message.success(t(`leads.done.${verb}`));
      await signalsChanged(cache);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: settling.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(`leads.effect.${verb}`)}</p>
      {settling.error && <Alert type="error" showIcon role="alert" title={words(settling.error)} />}
      <Form form={form} layout="vertical" onFinish={(body) => settling.mutate(whole(body))}>
        {verb === "assign_lead" ? <Whom lead={lead} /> : <Why />}
        {verb === "confirm_lead" && <Which lead={lead} />}
      </Form>
    </Modal>
  );
}

/** Leaves out what was not chosen: without a level there is no card, and then no case and no harm. */
function whole({ level, case: on, harm, ...rest }: LeadCommand): LeadCommand {
  if (level === undefined || level === "none") return rest;
  return { ...rest, level, ...(on && { case: on }), ...(level === "red" && harm && { harm }) };
}

function Whom({ lead }: { lead: Lead }) {
  const { t } = useTranslation("supervision");
  return (
    <Form.Item name="to" label={t("leads.assignee")} rules={[{ required: true, message: t("leads.needed") }]}>
      <Select options={lead.people.map(({ account, name }) => ({ value: account, label: name }))} />
    </Form.Item>
  );
}

function Why() {
  const { t } = useTranslation("supervision");
  return (
    <Form.Item
      name="reason"
      label={t("leads.reason")}
      rules={[{ required: true, whitespace: true, min: 2, message: t("leads.needed") }]}
    >
      <Input.TextArea rows={3} maxLength={1000} showCount autoFocus />
    </Form.Item>
  );
}

const levels: Level[] = ["none", "warning", "yellow", "red"];

/** Whether a card follows, of which level, on which case. */
function Which({ lead }: { lead: Lead }) {
  const { t, i18n } = useTranslation("supervision");
  const level = Form.useWatch("level");
  const carded = level !== undefined && level !== "none";
  if (lead.cases.length === 0) return <p className="hint">{t("leads.noCase")}</p>;
  return (
    <>
      <Form.Item name="level" label={t("leads.level")} initialValue="none">
        <Select
          options={levels.map((value) => ({
            value,
            label: value === "none" ? t("leads.noCard") : wordOf(levelLooks[value], i18n.language),
          }))}
        />
      </Form.Item>
      {carded && (
        <Form.Item
          name="case"
          label={t("leads.onCase")}
          initialValue={lead.cases[0]?.id}
          rules={[{ required: true, message: t("leads.needed") }]}
        >
          <Select options={lead.cases.map(({ id, number }) => ({ value: id, label: number }))} />
        </Form.Item>
      )}
      {level === "red" && (
        <Form.Item
          name="harm"
          valuePropName="checked"
          rules={[
            {
              validator: (_, given) =>
                given === true ? Promise.resolve() : Promise.reject(new Error(t("leads.harm"))),
            },
          ]}
        >
          <Checkbox>{t("leads.harmed")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

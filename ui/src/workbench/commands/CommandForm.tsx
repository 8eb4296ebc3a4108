import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { useFaultWords } from "../../faultWords";
import { click } from "../../http";
import { Icon } from "../../Icon";
import { wordOf } from "../../looks";
import { deedLook } from "../../outcome";
import type { Case, Offer } from "../cases/api";
import { stepName } from "../words";
import { command, type Outcome } from "./api";
import { grave } from "./bar";
import { CommandField } from "./CommandField";
import { beginWith, ownMaterials } from "./checklist";
import { feeDefaults } from "./FeeFields";
import { bodyOf, check, fieldsOf, placeFaults, type Values } from "./fields";

type Shown = {
  offer: Offer;
  found: Case;
  /** What was written here before the form was closed without sending. */
  written?: Values;
  onDone: (outcome: Outcome) => void;
  onClose: (written: Values) => void;
};

/**
 * The form of one command beside the case, which stays readable. Its key is made once, when it is opened: however often
 * it is sent, it is one act. What was written stays until the server has taken it.
 */
export function CommandForm({ offer, found, written, onDone, onClose }: Shown) {
  const { t, i18n } = useTranslation("workbench");
  const words = useFaultWords();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [key] = useState(click);
  const [above, tellAbove] = useState<string[]>([]);
  const asked = fieldsOf(
    offer,
    found.steps.find((step) => step.key === offer.step),
  );
  const refresh = () => Promise.all([["cases"], ["inbox"]].map((queryKey) => cache.invalidateQueries({ queryKey })));

  const sending = useMutation({
    mutationFn: (values: Values) => command(found.row.id, offer.verb, key, bodyOf(offer, asked, values)),
    onSuccess: async (outcome) => {
      await refresh();
      onDone(outcome);
    },
    onError: (fault) => {
      const { placed, rest } = placeFaults(fault instanceof Fault ? fault.faults : [], asked);
      mark([...placed].map(([name, errors]) => ({ name, errors })));
      tellAbove(rest);
    },
  });

  function mark(faults: { name: keyof Values; errors: string[] }[]) {
    form.setFields(
      asked.map(({ name }) => ({ name, errors: faults.find((each) => each.name === name)?.errors ?? [] })),
    );
    const first = asked.find(({ name }) => faults.some((each) => each.name === name));
    if (first) document.getElementById(`command_${first.name}`)?.focus();
  }

  function send(values: Values) {
    const found = check(offer, asked, values, materials);
    mark(found.map(({ field, check }) => ({ name: field, errors: [t(`command.check.${check}`)] })));
    if (found.length === 0) sending.mutate(values);
  }

  const close = () => onClose(form.getFieldsValue());
  const materials = ownMaterials(offer, found);
  const verb = wordOf(deedLook(offer.verb, found.row.item), i18n.language);
  return (
    <Drawer
      open
      mask={false}
      size={560}
      rootClassName="command-drawer"
      title={[...new Set([verb, stepName(offer, i18n.language)])].filter(Boolean).join(" · ")}
      onClose={close}
    >
      <Form<Values>
        form={form}
        name="command"
        layout="vertical"
        initialValues={{
          materials: beginWith(materials),
          answers: offer.answers?.[0],
          ...feeDefaults(offer, found),
          ...written,
        }}
        onFinish={send}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit()}
      >
        {offer.for && (
          <Alert
            type="info"
            showIcon
            icon={<Icon name="people" />}
            title={t("command.for", { name: offer.for.name })}
          />
        )}
        {offer.override && (
          <Alert type="warning" showIcon icon={<Icon name="whistle" />} title={t("command.override")} />
        )}
        {offer.second && <Alert type="info" showIcon icon={<Icon name="people" />} title={t("command.second")} />}
        {sending.error && <NotSent title={words(sending.error)} more={above} onRefresh={refresh} />}
        {asked.map((field, i) => (
          <CommandField key={field.name} field={field} offer={offer} found={found} autoFocus={i === 0} />
        ))}
        <div className="form-foot">
          <Button
            type="primary"
            htmlType="submit"
            danger={grave(offer)}
            loading={sending.isPending}
            autoFocus={asked.length === 0}
          >
            {sending.error ? t("command.retry") : verb}
          </Button>
          <Button onClick={close}>{t("command.cancel")}</Button>
        </div>
      </Form>
    </Drawer>
  );
}

/** Nothing was done: what the server said, that the text is still there, and the way to look at the case anew. */
function NotSent({ title, more, onRefresh }: { title: string; more: string[]; onRefresh: () => void }) {
  const { t } = useTranslation("workbench");
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={title}
      description={[t("command.notSent"), ...more].map((text) => <p key={text}>{text}</p>)}
      action={
        <Button size="small" onClick={onRefresh}>
          {t("command.refresh")}
        </Button>
      }
    />
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Fault } from "../../fault";
import { useFaultWords } from "../../faultWords";
import { click } from "../../http";
import { vocabularyQuery } from "../../shared/vocabulary";
import { named } from "../../show";
import { FileField } from "../../workbench/commands/FileField";
import { signalsChanged } from "../changed";
import { type Card, commandCard } from "./api";

type Answer = { cause: string; text: string; files?: string[] };

/** The unit's answer to a card: the cause, in words what happened and what was done about it, and proof. */
export function AnswerForm({ card }: { card: Card }) {
  const { t, i18n } = useTranslation(["supervision", "fault"]);
  const words = useFaultWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form] = Form.useForm<Answer>();
  const [key] = useState(click);
  const vocabulary = useQuery(vocabularyQuery);
  const causes = vocabulary.data?.causes.map((cause) => ({ value: cause.key, label: named(cause, i18n.language) }));
  const sending = useMutation({
    mutationFn: ({ files, ...said }: Answer) =>
      commandCard(card.row.id, "answer_card", key, { ...said, ...(files?.length && { files }) }),
    onSuccess: async () => {
      message.success(t("answer.done"));
      await signalsChanged(cache);
    },
    onError: (fault) => {
      if (!(fault instanceof Fault)) return;
      const errors = (name: keyof Answer) =>
        fault.faults.filter(({ field }) => field.startsWith(`/${name}`)).map(({ sentence }) => sentence);
      form.setFields((["cause", "text", "files"] as const).map((name) => ({ name, errors: errors(name) })));
    },
  });
  const required = [{ required: true, message: t("fault:rule.required") }];
  return (
    <section className="panel" aria-labelledby="answer">
      <h2 id="answer">{t("answer.title")}</h2>
      {sending.error && <Alert type="error" showIcon role="alert" title={words(sending.error)} />}
      <Form<Answer>
        form={form}
        name="answer"
        layout="vertical"
        onFinish={sending.mutate}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit()}
      >
        <Form.Item name="cause" label={t("answer.cause")} rules={required}>
          <Select loading={vocabulary.isPending} options={causes} />
        </Form.Item>
        <Form.Item
          name="text"
          label={t("answer.text")}
          extra={t("answer.hint")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("answer.short") }]}
        >
          <Input.TextArea rows={5} maxLength={4000} showCount />
        </Form.Item>
        <Form.Item name="files" label={t("answer.files")}>
          <FileField id="answer_files" caseId={card.row.case ?? card.row.subject} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={sending.isPending}>
          {t("answer.send")}
        </Button>
      </Form>
    </section>
  );
}

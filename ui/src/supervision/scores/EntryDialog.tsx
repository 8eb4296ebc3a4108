import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, InputNumber, Modal, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { useKeyedAct } from "../../shared/useKeyedAct";
import { named } from "../../show";
import { commandEvaluation, type Evaluation, type EvaluationCommand, evaluationChanges, scoresQuery } from "./api";

/** Enters what no formula measures: for whom, which indicator, how much, and on what it rests. */
export function EntryDialog({
  evaluation,
  title,
  onClose,
}: {
  evaluation: Evaluation;
  title: string;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation("supervision");
  const words = useFaultWords();
  const [form] = Form.useForm<EvaluationCommand>();
  const units = useQuery(scoresQuery(evaluation.row.id, "unit"));
  const enterable = evaluation.scheme.indicators.filter((indicator) => indicator.enterable);
  const picked = Form.useWatch("indicator", form);
  const chosen = enterable.find(({ code }) => code === picked);
  const act = useKeyedAct(
    (given: EvaluationCommand, key) =>
      commandEvaluation(evaluation.row.id, "enter_score", key, { ...given, kind: "unit", value: given.value ?? 0 }),
    evaluationChanges,
    onClose,
  );
  const required = [{ required: true, message: t("scores.choose") }];
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: act.isPending, disabled: enterable.length === 0 }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{enterable.length > 0 ? t("scores.does.enter_score") : t("scores.nothingToEnter")}</p>
      {act.error && <Alert type="error" showIcon role="alert" title={words(act.error)} />}
      <Form form={form} layout="vertical" onFinish={(given) => act.mutate(given)}>
        <Form.Item name="object" label={t("scores.object")} rules={required}>
          <Select
            showSearch
            optionFilterProp="label"
            loading={units.isPending}
            options={units.data?.rows.map(({ object }) => ({ value: object.id, label: named(object, i18n.language) }))}
          />
        </Form.Item>
        <Form.Item name="indicator" label={t("scores.indicator")} rules={required}>
          <Select options={enterable.map((each) => ({ value: each.code, label: named(each, i18n.language) }))} />
        </Form.Item>
        {chosen && chosen.reasons.length > 0 && (
          <Form.Item name="ground" label={t("scores.ground")} rules={required}>
            <Select
              options={chosen.reasons.map((each) => ({
                value: each.code,
                label: `${named(each, i18n.language)} (${each.points})`,
              }))}
            />
          </Form.Item>
        )}
        {chosen && chosen.reasons.length === 0 && (
          <Form.Item name="value" label={t("scores.value", { min: chosen.min, max: chosen.max })} rules={required}>
            <InputNumber
              min={chosen.min}
              max={chosen.max}
              step={chosen.max <= 1 ? 0.01 : 1}
              style={{ width: "100%" }}
            />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t("scores.basis")}
          rules={[{ required: true, whitespace: true, min: 2, message: t("scores.choose") }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="document" label={t("scores.document")}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

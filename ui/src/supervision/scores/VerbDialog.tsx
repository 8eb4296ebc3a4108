import { Alert, Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { useKeyedAct } from "../../shared/useKeyedAct";
import {
  commandEvaluation,
  type Evaluation,
  type EvaluationCommand,
  type EvaluationVerb,
  evaluationChanges,
} from "./api";

type Asked = {
  evaluation: Pick<Evaluation, "row">;
  verb: EvaluationVerb;
  title: string;
  /** What the command is about, beside what is asked here. */
  about?: EvaluationCommand;
  onClose: () => void;
};

/** Which commands ask for a reason, and which for the document by which published scores are opened again. */
const reasoned: EvaluationVerb[] = ["send_back_scores", "strike_entry", "appeal_score", "decide_appeal", "remeasure"];

/** Gives a command on an evaluation, with its reason where one is asked. */
export function VerbDialog({ evaluation, verb, title, about, onClose }: Asked) {
  const { t } = useTranslation(["supervision", "administration"]);
  const words = useFaultWords();
  const [form] = Form.useForm<EvaluationCommand>();
  const act = useKeyedAct(
    (given: EvaluationCommand, key) => commandEvaluation(evaluation.row.id, verb, key, { ...about, ...given }),
    evaluationChanges,
    onClose,
  );
  const document = verb === "remeasure" && evaluation.row.status === "published";
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p>{t(`scores.does.${verb}`)}</p>
      {act.error && <Alert type="error" showIcon role="alert" title={words(act.error)} />}
      <Form form={form} layout="vertical" onFinish={(given) => act.mutate(given)}>
        {verb === "decide_appeal" && (
          <Form.Item
            name="outcome"
            label={t("scores.outcome")}
            rules={[{ required: true, message: t("scores.choose") }]}
          >
            <Radio.Group
              options={[
                { value: "uphold", label: t("scores.outcomes.uphold") },
                { value: "correct", label: t("scores.outcomes.correct") },
              ]}
            />
          </Form.Item>
        )}
        {reasoned.includes(verb) && (
          <Form.Item
            name="reason"
            label={t("administration:reason.label")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("administration:reason.short") }]}
          >
            <Input.TextArea rows={3} maxLength={1000} showCount />
          </Form.Item>
        )}
        {document && (
          <Form.Item
            name="document"
            label={t("scores.document")}
            rules={[{ required: true, message: t("scores.choose") }]}
          >
            <Input maxLength={100} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

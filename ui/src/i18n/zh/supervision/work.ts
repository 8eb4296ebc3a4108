/** Words of a supervisor's own work list. */
export const workWords = {
  worklist: {
    title: "我的监察任务",
    kinds: "任务分类",
    all: "全部",
    kind: {
      withheld: "暂扣待核",
      pending: "待复核的干预",
      card: "未反馈的牌",
      demand: "等待答复",
      incident: "异常",
    },
    one: { withheld: "暂扣待核", pending: "干预待复核", card: "牌待反馈", demand: "等待答复", incident: "异常" },
    what: "任务",
    about: "办件或异常",
    since: "开始于",
    left: "期限",
    act: "处理",
    toCard: "查看这张牌",
    toCase: "查看办件",
    toIncident: "查看异常",
    needsOther: "须由另一名监察员复核",
    unfold: "展开 {{n}} 条",
    parts: "{{number}} 的各条信号",
    others: "另 {{n}} 个单位",
    none: "没有等待处理的监察任务",
  },
};

import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DayFigures, Series } from "./trend";

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** How each series is drawn; heaps differ by pattern too, lines by their marks. */
const drawn: Record<Series, object> = {
  submitted: { type: "line", symbol: "circle", color: "#1a4b8f" },
  decided: { type: "line", symbol: "rect", lineStyle: { type: "dashed" }, color: "#1b6b46" },
  warnings: { type: "bar", stack: "signals", color: "#d29a3a" },
  yellow: { type: "bar", stack: "signals", color: "#e3c300" },
  red: { type: "bar", stack: "signals", color: "#a8201a" },
};

/** Draws the trend. Loaded only when a board is opened; the page around it holds the same figures as a table. */
export default function TrendChart({ days, label }: { days: DayFigures[]; label: string }) {
  const { t } = useTranslation("supervision");
  const home = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (home.current === null) return;
    const chart = init(home.current, null, { renderer: "svg" });
    const series = (Object.keys(drawn) as Series[]).map((key) => ({
      ...drawn[key],
      name: t(`figure.${key}`),
      data: days.map((day) => day[key]),
    }));
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: "inherit" },
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      grid: { left: 36, right: 12, top: 36, bottom: 24 },
      legend: { top: 0, right: 0, textStyle: { color: "#44526b" } },
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: days.map(({ day }) => day.slice(5)), axisLabel: { color: "#44526b" } },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: "#44526b" } },
      series,
    });
    const fit = new ResizeObserver(() => chart.resize());
    fit.observe(home.current);
    return () => {
      fit.disconnect();
      chart.dispose();
    };
  }, [days, t]);
  return <div className="trend-chart" ref={home} role="img" aria-label={label} />;
}

// How the chart is set up: no second scheduler, no dialogs and no pop-ups of its own.
import { columns } from "./columns.js";
import { model } from "./model.js";
import { dayText } from "./time.js";
import { escape } from "./words.js";

const EMPTY = () => "";

export function setUp(gantt, words, shown, settings) {
  const { config, templates } = gantt;
  Object.assign(config, {
    root_id: 0, row_height: 30, bar_height: 16, scale_height: 48, grid_width: settings.gridWidth ?? 560,
    duration_unit: "minute", work_time: false, auto_types: false, auto_scheduling: false, correct_work_time: false,
    show_task_cells: false, smart_rendering: true, show_progress: true, show_unscheduled: true, unscheduled_tasks: true,
    drag_project: false, drag_timeline: false, drag_links: true, drag_progress: true, round_dnd_dates: false,
    details_on_dblclick: false, details_on_create: false, select_task: true, scroll_on_click: false, open_tree_initially: true,
    show_quick_info: false, sort: false, order_branch: false, keyboard_navigation: false, undo: false, redo: false,
    fit_tasks: false, show_errors: false, wai_aria_attributes: true, initial_scroll: false,
    types: { ...config.types, summary: "summary" },
    columns: columns(settings.columns, words),
    layout: layout(settings.gridWidth),
  });
  gantt.i18n.setLocale({ labels: words.chart });
  const mark = (task) => {
    const { row } = task;
    const critical = shown.critical && row.critical && !row.summary;
    return [
      row.summary && "plan-is-summary", critical && "plan-is-critical", row.by_hand && "plan-by-hand",
      row.inactive && "plan-inactive", row.side === 1 && "plan-theirs", row.anchor && "plan-anchor", task.waiting && "plan-waiting",
    ].filter(Boolean).join(" ");
  };
  templates.task_class = (_start, _end, task) => mark(task);
  templates.grid_row_class = (_start, _end, task) => `${task.row.summary ? "plan-sum" : ""} ${task.row.inactive ? "plan-off" : ""}`;
  // What is read aloud for a bar: text of an attribute, no markup.
  templates.tooltip_text = (start, end, { row }) => `${row.wbs} ${row.title} ${dayText(start)} – ${dayText(end)}`;
  templates.drag_link = (from, fromStart, to, toStart) => {
    const name = (id) => escape(model.byId.get(Number(id))?.row.title);
    const side = (start) => escape(start ? words.columns.start : words.columns.finish);
    const first = `<b>${name(from)}</b> ${side(fromStart)}`;
    return to ? `${first} → <b>${name(to)}</b> ${side(toStart)}` : first;
  };
  templates.task_text = EMPTY;
  templates.rightside_text = (_start, _end, { row, type }) => escape(type === "milestone" ? row.title : row.people);
  templates.progress_text = EMPTY;
  templates.grid_folder = templates.grid_file = EMPTY;
  templates.link_class = (link) => {
    const [before, after] = [model.byId.get(Number(link.source)), model.byId.get(Number(link.target))];
    return shown.critical && before?.row.critical && after?.row.critical ? "plan-link-critical" : "";
  };
}

export function layout(width = 560) {
  return {
    css: "plan-layout",
    cols: [
      {
        width,
        min_width: 160,
        rows: [
          { view: "grid", scrollX: "gridScroll", scrollable: true, scrollY: "scrollVer" },
          { view: "scrollbar", id: "gridScroll", group: "horizontal" },
        ],
      },
      { resizer: true, width: 1 },
      {
        min_width: 200,
        rows: [
          { view: "timeline", scrollX: "scrollHor", scrollY: "scrollVer" },
          { view: "scrollbar", id: "scrollHor", group: "horizontal" },
        ],
      },
      { view: "scrollbar", id: "scrollVer" },
    ],
  };
}

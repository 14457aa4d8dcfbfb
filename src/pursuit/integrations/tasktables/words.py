"""What columns and words of task tables are called, in Chinese and English, the best first."""

from collections.abc import Mapping

from pursuit.integrations.boards.board import State

Aliases = Mapping[str, tuple[str, ...]]

FIELDS: Aliases = {
    "title": ("任务名称", "任务标题", "标题", "名称", "工作项", "工作项标题", "任务", "事项", "工作内容",
              "任务内容", "工作任务", "活动名称", "主题", "Title", "Name", "Task Name", "Task", "Summary",
              "Subject", "Card Name"),
    "key": ("任务编号", "编号", "标识号", "工作项编号", "任务ID", "ID", "序号", "编码", "任务编码", "Key",
            "Task ID", "Issue Key", "Identifier", "No.", "#"),
    "kind": ("类型", "任务类型", "工作项类型", "事项类型", "Type", "Issue Type", "Task Type"),
    "status": ("状态", "任务状态", "当前状态", "工作项状态", "完成状态", "是否完成", "Status",
               "State"),
    "owner": ("负责人", "执行者", "执行人", "处理人", "经办人", "责任人", "任务负责人", "承办人", "主责人",
              "资源名称", "Owner", "Assignee", "Assigned To", "Responsible", "Resource Names"),
    "participants": ("参与人", "参与者", "协作人", "协办人", "配合人", "成员", "Participants", "Members"),
    "followers": ("关注人", "关注者", "抄送人", "Followers", "Watchers"),
    "priority": ("优先级", "任务优先级", "紧急程度", "重要程度", "Priority"),
    "start": ("计划开始时间", "计划开始日期", "计划开始", "开始时间", "开始日期", "预计开始时间", "预计开始日期",
              "起始时间", "Start Date", "Start", "Planned Start"),
    "due": ("截止时间", "截止日期", "完成时间", "完成日期", "到期日", "到期时间", "计划完成时间", "计划完成日期",
            "计划完成", "计划结束时间", "计划结束日期", "结束时间", "结束日期", "预计完成时间", "预计完成日期",
            "截止", "Due Date", "Due", "Deadline", "End Date", "Finish", "Finish Date", "Target Date"),
    "actual_start": ("实际开始时间", "实际开始日期", "实际开始", "Actual Start", "Actual Start Date"),
    "done_at": ("实际完成时间", "实际完成日期", "实际完成", "实际结束时间", "实际结束日期", "完成时间", "完成日期",
                "Actual Finish", "Actual End Date", "Completed At", "Completed On", "Resolved"),
    "parent": ("父任务", "父任务ID", "父工作项编号", "上级任务编号", "上级任务", "父工作项", "父级任务",
               "父任务编号", "父事项", "所属任务", "所属", "Parent Task", "Parent", "Parent ID", "Epic Link"),
    "before": ("前置任务", "前置任务编号", "前置任务ID", "前置依赖", "前置工作项", "前置事项", "紧前任务",
               "依赖任务", "依赖", "Predecessors", "Predecessor", "Blocked By", "Depends On", "Dependencies"),
    "after": ("后置任务", "后置任务编号", "后续任务", "紧后任务", "后置工作项", "Successors", "Blocking", "Blocks"),
    "duration": ("工期", "计划工期", "持续时间", "周期", "Duration"),
    "work": ("预估工时", "预计工时", "计划工时", "估算工时", "工时", "工作量", "计划工作量", "Estimated Hours",
             "Original Estimate", "Estimate", "Work", "Planned Work", "Effort"),
    "spent": ("实际工时", "登记工时", "已用工时", "已登记工时", "消耗工时", "实际工作量", "Actual Hours",
              "Time Spent", "Actual Work", "Logged Hours"),
    "progress": ("进度", "完成百分比", "完成率", "任务进度", "完成进度", "完成度", "Progress", "% Complete",
                 "Percent Complete", "完成比例"),
    "tags": ("标签", "任务标签", "Tags", "Labels", "Label"),
    "description": ("描述", "备注", "说明", "任务描述", "任务说明", "详细描述", "内容", "Description", "Notes",
                    "Details"),
    "section": ("阶段", "任务列表", "任务组", "列表", "分组", "看板列", "任务分组", "所属阶段", "泳道", "模块", "List",
                "Section", "Group", "Column", "Bucket", "Phase", "Stage"),
    "milestone": ("里程碑", "是否里程碑", "Milestone"),
    "level": ("大纲级别", "层级", "任务层级", "级别", "Outline Level", "Level"),
    "wbs": ("WBS", "WBS编码", "WBS编号", "大纲数字", "大纲编号", "Outline Number", "WBS Code"),
    "creator": ("创建人", "创建者", "提出人", "报告人", "Created By", "Creator", "Reporter"),
    "created": ("创建时间", "创建日期", "Created At", "Created", "Creation Date"),
    "modified": ("更新时间", "修改时间", "最后更新时间", "Updated At", "Modified", "Last Modified"),
    "project": ("项目", "所属项目", "项目名称", "Project", "Project Name"),
}  # fmt: skip

# Words that end many labels and say nothing alone.
WEAK = frozenset({"任务", "项目", "所属", "名称", "标题", "内容", "成员", "列表", "级别", "类型", "状态", "工时",
                  "依赖", "Name", "Title", "Task", "Type", "State", "Work", "Group", "List", "Column", "Level", "Start",
                  "Due", "Stage", "Key", "ID", "#", "No.", "Notes", "Label", "Project", "Parent", "Blocks", "编码",
                  "备注", "说明", "描述"})  # fmt: skip

DATED = frozenset({"start", "due", "actual_start", "done_at", "created", "modified"})
LENGTHS = {"duration": "d", "work": "h", "spent": "h"}
PEOPLE = frozenset({"owner", "participants", "followers", "creator"})

STATES: Mapping[State, tuple[str, ...]] = {
    "open": ("未开始", "待处理", "待办", "待办的", "新建", "新增", "打开", "待开始", "未完成", "未处理", "待领取",
             "待评审", "已计划", "规划中", "待规划", "todo", "to do", "open", "new", "not started", "backlog",
             "unstarted", "planned", "重新打开", "reopened", "待确认", "待审核", "0", "否", "no", "false"),
    "doing": ("进行中", "处理中", "执行中", "已开始", "开发中", "测试中", "评审中", "审核中", "验收中", "实施中",
              "已接受", "已延期", "延期", "逾期", "已逾期", "in progress", "doing", "started", "active",
              "in review", "review", "working", "已提测", "待验收", "待测试"),
    "done": ("已完成", "完成", "已关闭", "关闭", "已解决", "已结束", "结束", "已验收", "已发布", "已上线", "已通过",
             "已办结", "done", "closed", "complete", "completed", "resolved", "finished", "released", "√", "✓", "✔",
             "是", "yes", "true", "1"),
    "cancelled": ("已取消", "取消", "已废弃", "废弃", "已作废", "作废", "已拒绝", "拒绝", "已终止", "终止",
                  "不处理", "已驳回", "cancelled", "canceled", "won't do", "wontfix", "rejected", "abandoned"),
    "paused": ("已暂停", "暂停", "已挂起", "挂起", "搁置", "已搁置", "阻塞", "已阻塞", "paused", "on hold",
               "suspended", "blocked", "deferred"),
}  # fmt: skip

KINDS = {"里程碑": "milestone", "milestone": "milestone", "任务": "task", "子任务": "task", "task": "task",
         "sub-task": "task", "subtask": "task", "史诗": "epic", "epic": "epic", "特性": "feature", "feature": "feature",
         "用户故事": "story", "story": "story", "缺陷": "bug", "bug": "bug", "需求": "requirement", "审批": "approval",
         "approval": "approval"}  # fmt: skip

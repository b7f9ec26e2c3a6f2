import { Shell } from "@/features/shell/shell";
import { NAVIGATION } from "@/features/shell/navigation";
import { GalleryBody } from "./gallery-body";
import { Table } from "@/ui/table";
import { StatusTag } from "@/ui/status-tag";
import { Card, Section } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";
import { Tabs } from "@/ui/tabs";
import { Pagination } from "@/ui/pagination";
import { Button } from "@/ui/button";
import { LinkButton } from "@/ui/link-button";
import type { Tone } from "@/ui/tone";
async function sw() {
  "use server";
  return { ok: false, message: "切换失败（演示）" };
}
async function out() {
  "use server";
}
const ROWS = Array.from({ length: 24 }, (_, i) => ({
  id: `AY-2026-00${String(i + 1).padStart(2, "0")}`,
  name: ["高压电机节能改造创新工作室", "轧钢工艺创新工作室", "儿科护理创新工作室", "智慧课堂教学创新工作室"][i % 4] as string,
  union: ["安阳市文峰区总工会", "安阳市电力产业工会", "林州市总工会"][i % 3] as string,
  unit: ["豫北特钢有限责任公司", "安阳同安医院", "安阳市实验中学"][i % 3] as string,
  members: 8 + i,
  money: 12.5 * (i + 3),
  state: (["info", "warning", "success", "danger", "neutral", "accent"] as Tone[])[i % 6] as Tone,
}));
const WORD: Record<Tone, string> = {
  info: "待县区总工会审核",
  warning: "退回补正",
  success: "审核通过待公示",
  danger: "不予通过",
  neutral: "草稿",
  accent: "公示中",
};
export default function Gallery() {
  return (
    <Shell
      items={NAVIGATION}
      accountName="周明远"
      cityName="安阳市总工会"
      unread={3}
      waiting={12}
      demoDay="2026-05-18"
      switchRole={sw}
      signOut={out}
      grants={[
        { grantId: "1", orgName: "安阳市文峰区总工会", roleName: "县区/产业工会审核员", current: true },
        { grantId: "2", orgName: "安阳市电力产业工会", roleName: "本级管理员", current: false },
      ]}
    >
      <PageHeader
        title="申报台账"
        crumbs={[
          { href: "/work", label: "待办" },
          { href: "/registry", label: "台账" },
        ]}
        meta={
          <>
            <StatusTag tone="info">2026年度批次</StatusTag>
            <span>共 128 件申报</span>
          </>
        }
        actions={
          <>
            <Button icon="filter">筛选</Button>
            <LinkButton href="/x" variant="primary" icon="download">
              导出
            </LinkButton>
          </>
        }
        description="导出的内容与当前列表一致：相同的筛选、顺序和范围。"
      />
      <Tabs
        label="台账视图"
        tabs={[
          { href: "?a", label: "全部", count: 128, current: true },
          { href: "?b", label: "审核中", count: 42 },
          { href: "?c", label: "退回补正", count: 6 },
          { href: "?d", label: "已通过" },
        ]}
      />
      <Card flush className="mt-4 overflow-hidden">
        <Table
          caption="申报台账"
          tall
          cards
          rows={ROWS}
          rowKey={(r) => r.id}
          rowHref={(r) => `/applications/${r.id}`}
          rowProps={(r) => ({ "data-row-id": r.id })}
          columns={[
            {
              key: "name",
              header: "工作室名称",
              cell: (r) => r.name,
              primary: true,
              sticky: true,
              className: "min-w-56",
              sortHref: "?s=name",
              sorted: "ascending",
            },
            { key: "id", header: "申报编号", cell: (r) => r.id, className: "whitespace-nowrap", sortHref: "?s=id", sorted: "none" },
            {
              key: "state",
              header: "当前状态",
              cell: (r) => (
                <StatusTag plain tone={r.state}>
                  {WORD[r.state]}
                </StatusTag>
              ),
              className: "whitespace-nowrap",
            },
            { key: "unit", header: "所在单位", cell: (r) => r.unit, className: "min-w-44" },
            { key: "union", header: "推荐单位", cell: (r) => r.union, className: "min-w-44" },
            { key: "members", header: "成员数", cell: (r) => r.members, align: "end", className: "whitespace-nowrap" },
            { key: "money", header: "近三年经费(万元)", cell: (r) => r.money.toFixed(1), align: "end", className: "whitespace-nowrap" },
            { key: "date", header: "提交时间", cell: () => "2026-05-18", className: "whitespace-nowrap" },
            { key: "note", header: "备注", cell: () => "材料齐全，已核对原件", className: "min-w-48" },
          ]}
        />
      </Card>
      <Pagination shown={24} total={128} previousHref="?p" nextHref="?n" />
      <Section title="表单与提示" description="按批次要求填写" className="mt-8">
        <GalleryBody />
      </Section>
    </Shell>
  );
}

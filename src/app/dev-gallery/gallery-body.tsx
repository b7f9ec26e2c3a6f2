"use client";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Checkbox } from "@/ui/choice";
import { CheckboxGroup, RadioGroup } from "@/ui/choice-group";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { DescriptionList } from "@/ui/description-list";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Field } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { ProgressBar } from "@/ui/progress-bar";
import { Select } from "@/ui/select";
import { Skeleton, TableSkeleton } from "@/ui/skeleton";
import { StatusTag } from "@/ui/status-tag";
import { Stepper } from "@/ui/stepper";
import { TextArea } from "@/ui/text-area";
import { DateInput, MonthInput, NumberInput, TextInput } from "@/ui/text-input";
import { Timeline } from "@/ui/timeline";
import { showToast } from "@/ui/toast-store";
import { Menu } from "@/ui/menu";
import { buttonClass } from "@/ui/button-class";
const W = { done: "已完成", current: "进行中", todo: "未开始", skipped: "免", stopped: "已终止" };
export function GalleryBody() {
  const [text, setText] = useState("围绕高压电机能耗偏高的问题，工作室组织开展变频改造攻关。");
  const [a, setA] = useState(false);
  const [b, setB] = useState(false);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card className="flex flex-col gap-4">
        <Field id="n" label="工作室名称" required hint="一般为「领衔人姓名 + 专业 + 创新工作室」" counter={{ count: 12, max: 40 }}>
          {(c) => <TextInput {...c} name="n" defaultValue="高压电机节能改造创新工作室" />}
        </Field>
        <Field id="e" label="统一社会信用代码" required error="校验位不对，请对照营业执照重新填写。">
          {(c) => <TextInput {...c} name="e" defaultValue="91410500MA44XXXX1B" />}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field id="m" label="近三年经费">
            <NumberInput id="m" unit="万元" defaultValue="36.5" />
          </Field>
          <Field id="k" label="行业" required>
            {(c) => (
              <Select
                {...c}
                placeholder="请选择"
                options={[
                  { value: "1", label: "制造业" },
                  { label: "服务", options: [{ value: "2", label: "卫生和社会工作" }] },
                ]}
              />
            )}
          </Field>
          <Field id="d" label="成立日期" required>
            {(c) => <DateInput {...c} defaultValue="2020-05-18" />}
          </Field>
          <Field id="mo" label="出生年月" required error="请选择出生年月。">
            {(c) => <MonthInput {...c} defaultValue="1978-05" />}
          </Field>
        </div>
        <Field id="t" label="创新方向说明" counter={{ count: text.length, max: 500 }} aside="已保存 12:03">
          {(c) => <TextArea {...c} value={text} onChange={(e) => setText(e.target.value)} />}
        </Field>
        <RadioGroup
          id="r"
          name="r"
          label="工作室类别"
          required
          inline
          options={[
            { value: "1", label: "技术攻关" },
            { value: "2", label: "传承育人" },
            { value: "3", label: "服务创新" },
          ]}
          defaultValue="1"
        />
        <CheckboxGroup
          id="cg"
          name="cg"
          label="成果形式"
          hint="可多选"
          options={[
            { value: "1", label: "发明专利", note: "已授权" },
            { value: "2", label: "工法" },
          ]}
          defaultValue={["1"]}
          error="请至少选一项已授权的成果。"
        />
        <Checkbox name="ok" label="本人承诺以上内容真实，愿意接受核查" />
        <Field id="ro" label="编号">
          <TextInput id="ro" readOnly value="AY-2026-0001" />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" pending>
            正在提交
          </Button>
          <Button variant="primary" onClick={() => setA(true)} data-open="confirm">
            提交
          </Button>
          <Button onClick={() => setB(true)} data-open="dialog">
            比较两个版本
          </Button>
          <Button
            variant="quiet"
            icon="trash"
            onClick={() => showToast({ text: "已删除 1 名成员", onUndo: () => undefined })}
            data-open="toast"
          >
            删除
          </Button>
          <Button variant="danger">撤回申报</Button>
          <Button disabled>不可用</Button>
          <Button size="sm" icon="edit" aria-label="编辑" />
          <Menu
            trigger="更多操作"
            className={buttonClass()}
            items={[
              { id: "a", label: "复制为新申报" },
              { id: "b", label: "打印申报表", href: "/p" },
              { id: "c", label: "作废", danger: true },
            ]}
            data-open="menu"
          />
        </div>
        <ConfirmDialog open={a} title="提交给基层工会审核？" confirmLabel="提交" onConfirm={() => setA(false)} onClose={() => setA(false)}>
          提交后内容不能再改，审核退回时可以补正。
        </ConfirmDialog>
        <Dialog
          open={b}
          onClose={() => setB(false)}
          title="两处同时修改了这份申报"
          size="lg"
          footer={
            <>
              <Button onClick={() => setB(false)}>保留我的</Button>
              <Button variant="primary" onClick={() => setB(false)}>
                采用对方的
              </Button>
            </>
          }
        >
          <Skeleton lines={6} />
        </Dialog>
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Notice tone="warning" title="还有 3 项未达标，暂不能提交" actions={<Button size="sm">查看清单</Button>}>
          点击各项可到需要补充的地方。
        </Notice>
        <Notice tone="danger" role="alert">
          保存失败：网络已断开，恢复后自动保存。
        </Notice>
        <Notice tone="success">已保存 12:03</Notice>
        <Notice>本批次申报截止 2026年6月30日 24:00。</Notice>
        <Card>
          <Stepper
            label="审核进度"
            words={W}
            steps={[
              { key: "1", label: "提交", note: "5月6日", state: "done" },
              { key: "2", label: "基层工会", note: "5月8日 通过", state: "done" },
              { key: "3", label: "县区总工会", note: "审核中", state: "current" },
              { key: "4", label: "市总工会", state: "todo" },
            ]}
          />
        </Card>
        <Card>
          <Timeline
            items={[
              {
                id: "1",
                title: "退回补正",
                tone: "warning",
                time: "2026年5月12日 09:20",
                meta: "安阳市文峰区总工会 · 用时 3 个工作日",
                body: "有经费：请补充 2025 年经费到账凭证。\n有制度：成果奖励办法缺少发布日期。",
              },
              { id: "2", title: "基层工会审核通过", tone: "success", time: "2026年5月8日 15:41", meta: "豫北特钢有限责任公司工会" },
              { id: "3", title: "提交申报", tone: "info", time: "2026年5月6日 10:02" },
            ]}
          />
        </Card>
        <Card>
          <DescriptionList
            items={[
              { key: "1", term: "领衔人", value: "周明远" },
              { key: "2", term: "最高荣誉", value: "河南省劳动模范" },
              { key: "3", term: "所在单位", value: "豫北特钢有限责任公司" },
              { key: "4", term: "批准文号", value: "" },
              { key: "5", term: "创新方向", value: "高压电机变频节能改造与在线监测", wide: true },
            ]}
          />
        </Card>
        <Card className="flex flex-wrap gap-2">
          {(["neutral", "info", "success", "warning", "danger", "accent"] as const).map((t) => (
            <StatusTag key={t} tone={t}>
              {{ neutral: "草稿", info: "审核中", success: "达标", warning: "有提醒", danger: "未达标", accent: "公示中" }[t]}
            </StatusTag>
          ))}
        </Card>
        <Card>
          <ProgressBar label="正在上传 现场照片.jpg" value={62} detail="62%" />
          <div className="mt-3">
            <Skeleton label="正在载入" />
          </div>
        </Card>
        <TableSkeleton rows={3} label="正在载入" />
        <Card>
          <EmptyState
            level={3}
            title="还没有申报"
            description="当前批次截止 2026年6月30日。新建后内容自动保存，可以随时回来继续填。"
            action={
              <Button variant="primary" icon="plus">
                新建申报
              </Button>
            }
          />
        </Card>
      </div>
    </div>
  );
}


-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mobile" TEXT,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "window_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "list_preference" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "columns" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "list_preference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "batch_id" UUID NOT NULL,
    "live_batch_id" UUID,
    "number" TEXT,
    "status" TEXT NOT NULL,
    "route" JSONB,
    "stage_index" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    "criteria_set_id" UUID NOT NULL,
    "form_version" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "due_on" TEXT,
    "whole_form_opened" BOOLEAN NOT NULL DEFAULT false,
    "reopened_count" INTEGER NOT NULL DEFAULT 0,
    "copied_from_id" UUID,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "first_submitted_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "stage_since" TIMESTAMPTZ(3),
    "studio_name" TEXT NOT NULL DEFAULT '',
    "name_key" TEXT NOT NULL DEFAULT '',
    "lead_name" TEXT NOT NULL DEFAULT '',
    "lead_key" TEXT NOT NULL DEFAULT '',
    "unit_name" TEXT NOT NULL DEFAULT '',
    "studio_kind" TEXT,
    "industry" TEXT,
    "region" TEXT,
    "recommender_path" TEXT COLLATE "C",
    "top_honor_rank" INTEGER NOT NULL DEFAULT 0,
    "met_count" INTEGER NOT NULL DEFAULT 0,
    "unmet_criteria" TEXT[],
    "search_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_section" (
    "application_id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "section" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "data" JSONB NOT NULL,
    "updated_by" UUID NOT NULL,
    "updated_by_name" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_section_pkey" PRIMARY KEY ("application_id","section")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "row_id" TEXT,
    "stage" TEXT,
    "file_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mime_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "storage_key" TEXT NOT NULL,
    "thumb_key" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "uploaded_by" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "attachments" JSONB NOT NULL,
    "verdicts" JSONB NOT NULL,
    "derived" JSONB NOT NULL,
    "answers" JSONB,
    "criteria_set_id" UUID NOT NULL,
    "form_version" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "submitted_by" UUID NOT NULL,
    "submitted_by_name" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application_event" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "stage" TEXT,
    "round" INTEGER NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "actor_org_path" TEXT COLLATE "C",
    "actor_org_name" TEXT,
    "comment" TEXT,
    "detail" JSONB,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "org_unit" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "parent_path" TEXT COLLATE "C",
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "region_code" TEXT,
    "tenant_code" TEXT,
    "regions" JSONB,
    "profile" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criteria_set" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "code" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "criteria_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "criteria_set_id" UUID NOT NULL,
    "form_version" TEXT NOT NULL,
    "allowed_kinds" TEXT[],
    "min_honor_level" TEXT NOT NULL,
    "min_running_years" INTEGER NOT NULL,
    "requires_story" BOOLEAN NOT NULL,
    "requires_internal_publicity" BOOLEAN NOT NULL,
    "requires_stamped_form" BOOLEAN NOT NULL,
    "opens_on" TEXT NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "max_returns" INTEGER NOT NULL,
    "return_working_days" INTEGER NOT NULL DEFAULT 10,
    "publicity_working_days" INTEGER NOT NULL,
    "routes" JSONB NOT NULL,
    "quotas" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "standing_key" TEXT,
    "actor_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_org_path" TEXT COLLATE "C" NOT NULL,
    "actor_org_name" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "acting_reason" TEXT,
    "opinion" TEXT,
    "verdicts" JSONB NOT NULL,
    "snapshot_sha256" TEXT NOT NULL,
    "due_on" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),
    "lapsed_at" TIMESTAMPTZ(3),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_item" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "criterion" TEXT,
    "path" TEXT,
    "reason" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "submission_id" UUID,
    "kind" TEXT NOT NULL,
    "stage" TEXT,
    "stage_index" INTEGER,
    "reason" TEXT NOT NULL,
    "verdicts" JSONB,
    "proposed_by" UUID NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_org_path" TEXT COLLATE "C" NOT NULL,
    "proposed_org_name" TEXT NOT NULL,
    "proposed_role" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "pending_key" TEXT,
    "outcome" TEXT,
    "settled_by" UUID,
    "settled_by_name" TEXT,
    "settled_org_name" TEXT,
    "settled_note" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_opening" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "stage_index" INTEGER NOT NULL,
    "opened_by" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stage_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "application_id" UUID NOT NULL,
    "recipient_path" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "read_by" UUID,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_sequence" (
    "org_path" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "number_sequence_pkey" PRIMARY KEY ("org_path","year")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "org_path" TEXT COLLATE "C" NOT NULL,
    "city_path" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "city_path" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "org_path" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_org_path" TEXT COLLATE "C",
    "role" TEXT,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("city_path","seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "org_path" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("org_path")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_account_login_key" ON "user_account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_id_city_path_key" ON "user_account"("id", "city_path");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_account_id_org_path_role_key" ON "role_grant"("account_id", "org_path", "role");

-- CreateIndex
CREATE UNIQUE INDEX "role_grant_id_org_path_key" ON "role_grant"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "user_session_token_hash_key" ON "user_session"("token_hash");

-- CreateIndex
CREATE INDEX "user_session_account_id_idx" ON "user_session"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "list_preference_account_id_org_path_list_key" ON "list_preference"("account_id", "org_path", "list");

-- CreateIndex
CREATE INDEX "application_org_path_status_stage_index_stage_since_id_idx" ON "application"("org_path", "status", "stage_index", "stage_since", "id");

-- CreateIndex
CREATE INDEX "application_org_path_submitted_at_id_idx" ON "application"("org_path", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "application_city_path_name_key_idx" ON "application"("city_path", "name_key");

-- CreateIndex
CREATE INDEX "application_city_path_lead_key_idx" ON "application"("city_path", "lead_key");

-- CreateIndex
CREATE UNIQUE INDEX "application_id_org_path_key" ON "application"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "application_org_path_live_batch_id_key" ON "application"("org_path", "live_batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "application_city_path_number_key" ON "application"("city_path", "number");

-- CreateIndex
CREATE INDEX "attachment_application_id_slot_idx" ON "attachment"("application_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_id_org_path_key" ON "attachment"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "submission_application_id_round_key" ON "submission"("application_id", "round");

-- CreateIndex
CREATE UNIQUE INDEX "submission_id_org_path_key" ON "submission"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "application_event_application_id_seq_key" ON "application_event"("application_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "org_unit_org_path_key" ON "org_unit"("org_path");

-- CreateIndex
CREATE UNIQUE INDEX "org_unit_city_path_code_key" ON "org_unit"("city_path", "code");

-- CreateIndex
CREATE UNIQUE INDEX "criteria_set_org_path_code_version_key" ON "criteria_set"("org_path", "code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "criteria_set_id_org_path_key" ON "criteria_set"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "batch_org_path_code_key" ON "batch"("org_path", "code");

-- CreateIndex
CREATE UNIQUE INDEX "batch_id_org_path_key" ON "batch"("id", "org_path");

-- CreateIndex
CREATE INDEX "decision_application_id_stage_index_idx" ON "decision"("application_id", "stage_index");

-- CreateIndex
CREATE UNIQUE INDEX "decision_id_org_path_key" ON "decision"("id", "org_path");

-- CreateIndex
CREATE UNIQUE INDEX "decision_application_id_standing_key_key" ON "decision"("application_id", "standing_key");

-- CreateIndex
CREATE UNIQUE INDEX "return_item_decision_id_seq_key" ON "return_item"("decision_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_application_id_pending_key_key" ON "proposal"("application_id", "pending_key");

-- CreateIndex
CREATE UNIQUE INDEX "stage_opening_application_id_round_stage_index_key" ON "stage_opening"("application_id", "round", "stage_index");

-- CreateIndex
CREATE INDEX "notice_recipient_path_read_at_created_at_idx" ON "notice"("recipient_path", "read_at", "created_at");

-- CreateIndex
CREATE INDEX "audit_event_org_path_at_idx" ON "audit_event"("org_path", "at");

-- AddForeignKey
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_account_id_city_path_fkey" FOREIGN KEY ("account_id", "city_path") REFERENCES "user_account"("id", "city_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_account_id_city_path_fkey" FOREIGN KEY ("account_id", "city_path") REFERENCES "user_account"("id", "city_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_grant_id_org_path_fkey" FOREIGN KEY ("grant_id", "org_path") REFERENCES "role_grant"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_preference" ADD CONSTRAINT "list_preference_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_preference" ADD CONSTRAINT "list_preference_account_id_city_path_fkey" FOREIGN KEY ("account_id", "city_path") REFERENCES "user_account"("id", "city_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_criteria_set_id_city_path_fkey" FOREIGN KEY ("criteria_set_id", "city_path") REFERENCES "criteria_set"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_batch_id_city_path_fkey" FOREIGN KEY ("batch_id", "city_path") REFERENCES "batch"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_section" ADD CONSTRAINT "application_section_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application_event" ADD CONSTRAINT "application_event_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parent_path_fkey" FOREIGN KEY ("parent_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criteria_set" ADD CONSTRAINT "criteria_set_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_criteria_set_id_org_path_fkey" FOREIGN KEY ("criteria_set_id", "org_path") REFERENCES "criteria_set"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_item" ADD CONSTRAINT "return_item_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_item" ADD CONSTRAINT "return_item_decision_id_org_path_fkey" FOREIGN KEY ("decision_id", "org_path") REFERENCES "decision"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stage_opening" ADD CONSTRAINT "stage_opening_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_application_id_org_path_fkey" FOREIGN KEY ("application_id", "org_path") REFERENCES "application"("id", "org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_sequence" ADD CONSTRAINT "number_sequence_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_account_id_city_path_fkey" FOREIGN KEY ("account_id", "city_path") REFERENCES "user_account"("id", "city_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_city_path_fkey" FOREIGN KEY ("city_path") REFERENCES "audit_head"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_org_path_fkey" FOREIGN KEY ("org_path") REFERENCES "org_unit"("org_path") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What leaves the house: messages on their way out, and where people can be reached.

-- +goose Up

CREATE TABLE deliveries (
    id          {{.ID}} NOT NULL PRIMARY KEY,
    notice      {{.ID}} NOT NULL,
    account     {{.ID}} NOT NULL,
    channel     VARCHAR(16) NOT NULL,
    kind        VARCHAR(64) NOT NULL,
    subject     {{.ID}} NOT NULL,
    card        {{.ID}} NOT NULL,
    number      {{.ID}} NOT NULL,
    item        {{.ID}} NOT NULL,
    address     {{.Text}} NOT NULL, -- encrypted
    address_ref VARCHAR(128) NOT NULL, -- blind
    code        {{.Text}} NOT NULL, -- encrypted
    state       VARCHAR(16) NOT NULL,
    at          {{.TS}} NOT NULL,
    tries       INT NOT NULL,
    lease       {{.ID}} NOT NULL,
    made        {{.TS}} NOT NULL,
    answer      {{.Text}} NOT NULL, -- encrypted: a gateway may repeat the address
    demo        BOOLEAN NOT NULL
){{.Table}};
CREATE INDEX deliveries_state ON deliveries (state, channel, at, id);
CREATE INDEX deliveries_lease ON deliveries (lease);
CREATE INDEX deliveries_address ON deliveries (address_ref, made);

CREATE TABLE contact_rows (
    account     {{.ID}} NOT NULL,
    channel     VARCHAR(16) NOT NULL,
    address     {{.Text}} NOT NULL, -- encrypted
    address_ref VARCHAR(128) NOT NULL, -- blind
    language    VARCHAR(16) NOT NULL,
    wanted      BOOLEAN NOT NULL,
    verified    {{.TS}} NULL,
    code_ref    VARCHAR(128) NOT NULL, -- blind
    code_until  {{.TS}} NULL,
    code_tries  INT NOT NULL,
    refused     {{.TS}} NULL,
    changed     {{.TS}} NOT NULL,
    PRIMARY KEY (account, channel)
){{.Table}};

-- Who was told of a card.
CREATE INDEX notices_card ON notices (card);

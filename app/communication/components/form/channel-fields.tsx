import { Link } from "@remix-run/react";
import { channelLabel } from "#app/messages/communication.ts";
import { prepare as words } from "#app/messages/communication-new.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { Question } from "#app/ui/form/question.tsx";
import { Why } from "#app/ui/why.tsx";
import type { ChannelOption, FormOptions } from "../../queries/form-options.ts";
import type { MessageValues } from "../../queries/form-values.ts";
import type { AskedProps } from "./asked-field.tsx";
import { SmsField } from "./sms-field.tsx";

type Props = {
  options: FormOptions;
  values: MessageValues;
  errors: readonly FieldError[];
  asked: Omit<AskedProps, "name">;
};

/** The ways out of this dispositif, each with what the lock says of it now and whether it costs. */
export function ChannelFields({ options, values, errors, asked }: Props) {
  const chosen = (values.channels ?? "").split(" ");
  return (
    <>
      <Question name="channels" legend={words.field.channels} errors={errors}>
        {options.channels.length === 0 && <p>{words.channel.none}</p>}
        {options.channels.map((channel) => (
          <ChannelBox key={channel.key} channel={channel} checked={chosen.includes(channel.key)} />
        ))}
        {options.maySet && (
          <p className="fr-mt-2w fr-mb-0">
            <Link to={options.maySet} className="fr-link fr-link--sm">
              {words.channel.set}
            </Link>
          </p>
        )}
      </Question>
      {options.channels.some(({ key }) => key === "sms") && (
        <div className="message-sms">
          <SmsField {...asked} price={options.smsPrice} people={options.people} />
        </div>
      )}
    </>
  );
}

function ChannelBox({ channel, checked }: { channel: ChannelOption; checked: boolean }) {
  const { key, shut, failing, paid } = channel;
  return (
    <div className={`message-channel${shut ? " message-channel--shut" : ""}`}>
      <div className="fr-checkbox-group">
        <input
          type="checkbox"
          id={`channels-${key}`}
          name="channels"
          value={key}
          defaultChecked={checked}
          aria-describedby={`channels-${key}-etat`}
        />
        <label className="fr-label" htmlFor={`channels-${key}`}>
          {channelLabel(key)}
        </label>
      </div>
      <p id={`channels-${key}-etat`} className={shut ? "tocsin-late" : "incident-quiet"}>
        {shut ? words.channel.shut(shut.statement) : words.channel.open} ·{" "}
        {paid ? words.channel.costs : words.channel.free}
        {failing && ` · ${words.channel.failing}`}
      </p>
      {shut && <Why reason={shut} about={channelLabel(key)} />}
    </div>
  );
}

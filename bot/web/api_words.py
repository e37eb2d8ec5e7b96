"""What the API's page says in Japanese, by the English sentence."""

JAPANESE = {
    "The HTTP API": "外のシステムから使う（HTTP API）",
    "For a shop's own systems: the till that knows of a purchase, the calendar that knows of a "
    "booking.": "お店のシステム（レジ、予約など）から、ラベルをつけたり、"
    "シナリオを始めたりできます。",
    "An owner makes a key in the chat: Settings, Other systems. One for each system; it can be "
    "copied for ten minutes.": "鍵は、管理者がトークで作ります（設定 › 外のシステム）。"
    "システムごとに1本。表示するのは作ってから10分だけです。",
    "The key goes with every request:": "鍵は、どの要求にもつけます。",
    "A friend goes by LINE's user id (U…), or by customer: and your own id, once you have told "
    "it.": "友だちは、LINEのユーザーID（U…）か、先に登録したお店の会員番号（customer:C-7）で"
    "指定します。",
    "A change with an Idempotency-Key header is done once: the same request gets the same answer "
    "for a day.": "Idempotency-Key をつけた変更は1回だけ行います。1日の間、"
    "同じ要求には同じ答えを返すので、安心して送り直せます。",
    "What follows, such as a scenario that starts by the label, is done within a second or two.":
    "その結果（ラベルで始まるシナリオなど）は、1〜2秒のうちに動きます。",
    "Requests": "できること",
    "Errors": "エラー",
    "An error is JSON with a code, a message and, where it helps, the place. Nothing of such a "
    "request is done.": "エラーは、コードと説明（必要なら場所）のJSONです。"
    "エラーになった要求は、何も変えません。",
    "In the address": "アドレスの中",
    "In the body": "本文",
    "needed": "必須",
    "may be left out": "省略できます",
    "For example": "例",
    "Answer": "答え",
    "For programs: ": "プログラム用：",
    "Something happened: scenarios that begin by it are entered; a walk of the same order or "
    "booking gets its new values.": "できごとを伝えます。それで始まるシナリオに入り、"
    "同じ注文や予約のシナリオは新しい値になります。",
    "What is known of a friend.": "友だちについてわかっていること。",
    "Your own id of the friend, to name them by.": "お店の会員番号を友だちに結びつけます。",
    "Attach labels; who has one keeps the time since.":
    "ラベルをつけます。もうついている人は、ついた時刻がそのままです。",
    "Remove a label.": "ラベルを外します。",
    "Write or take away attributes.": "項目を書きます。null で消します。",
    "Enter a running or paused scenario, by its name.":
    "配信中か一時停止中のシナリオに、名前で入れます。",
    "End the friend's walks.": "友だちのシナリオをそこで終えます。",
    "End the walk of one order or booking.": "1つの注文や予約のシナリオだけを終えます。",
    "LINE's user id (U…), or `customer:` and your own id":
    "LINEのユーザーID（U…）か、customer: と会員番号",
    "the label's name": "ラベルの名前",
    "the scenario's name": "シナリオの名前",
    "the value of what the scenario walks once `per`": "注文番号など、1つごとに進む値（per）",
    "The body is not as described.": "本文が決まりに合いません。",
    "No valid token.": "鍵がないか、使えなくなっています。",
    "No such friend or scenario.": "その友だちかシナリオがありません。",
    "It cannot be done; or the Idempotency-Key was used with another request.":
    "できない内容です。または、その Idempotency-Key は別の要求で使われています。",
    "Too many requests a second, or wrong tokens a minute.": (
        "1秒あたりの要求か、1分あたりの誤ったトークンが多すぎます。"
    ),
}  # fmt: skip

// SPDX-License-Identifier: Apache-2.0
// Every sentence that a person may read. The language is the page's own (<html lang>), English where we lack it.

const ENGLISH = {
  'sign-in': 'Sign in with a passkey',
  'create': 'Create a passkey',
  'create-account': 'Create an account with a passkey',
  'unsupported': 'This browser cannot use passkeys. Please use a current version of Chrome, Edge, Firefox or Safari, or sign in another way.',
  'waiting': 'Follow the steps your browser or device shows you.',
  'signed-in': 'You are signed in.',
  'created': 'Your passkey is ready. Next time you can sign in with it.',
  'upgraded': 'A passkey was saved for you. Next time you can sign in with it.',
  'account-created': 'Your account is ready, and you are signed in.',
  'confirming': 'Please confirm with one of your passkeys that it is you.',
  'confirm': 'Confirm with a passkey',
  'confirmed': 'Thank you. One moment …',
  'sign-in-again': 'Sign in again',
  'label-browser': '{browser} on {system}',
  'label-phone': 'Phone or tablet',
  'label-security-key': 'Security key',
  'problem-name-missing': 'Please type a name first.',

  'loading': 'Loading your passkeys …',
  'list': 'Your passkeys',
  'try-again': 'Try again',
  'empty-title': 'Sign in without a password',
  'empty-text': 'A passkey lets you sign in with your fingerprint, your face or your screen lock. There is nothing to remember, and nothing that a fake site could steal.',
  'not-signed-in-title': 'You are not signed in',
  'not-signed-in-text': 'Sign in to see and change your passkeys.',
  'go-to-sign-in': 'Sign in',
  'passkey': 'Passkey',
  'created-at': 'Created',
  'last-used': 'Last used',
  'never-used': 'not yet',
  'just-now': 'just now',
  'synced': 'Synced',
  'synced-hint': 'Backed up by the password manager that keeps it, and ready on your other devices.',
  'not-synced-yet': 'Not synced yet',
  'not-synced-yet-hint': 'The password manager that keeps it can back it up, but has not done so yet.',
  'one-device': 'This device only',
  'one-device-hint': 'It works only with the device or security key that it was created on.',
  'rename': 'Rename',
  'rename-one': 'Rename “{label}”',
  'rename-label': 'Name of this passkey',
  'save': 'Save',
  'cancel': 'Cancel',
  'renamed': 'The passkey is now called “{label}”.',
  'remove': 'Remove',
  'remove-one': 'Remove “{label}”',
  'remove-title': 'Remove “{label}”?',
  'remove-text': 'You will no longer be able to sign in here with this passkey.',
  'remove-text-provider': 'The key itself stays in {provider} until you delete it there too.',
  'remove-text-elsewhere': 'The key itself stays in your password manager or on your device until you delete it there too.',
  'remove-text-told': 'Your password manager is asked to delete the key itself, too.',
  'remove-confirm': 'Remove passkey',
  'removed': '“{label}” was removed. Please delete it in {provider} too, so that it is not offered to you again.',
  'removed-elsewhere': '“{label}” was removed. Please delete it in your password manager or on your device too, so that it is not offered to you again.',
  'removed-told': '“{label}” was removed. If it is still offered to you, please delete it in your password manager or on your device too.',

  'my-passkeys': 'My passkeys',
  'login-title': 'Sign in',
  'login-lead': 'Use the passkey on this device, on your phone or on a security key.',
  'user-name': 'User name',
  'user-name-hint': 'Optional: your browser can suggest your passkeys here.',
  'signed-in-as': 'Signed in as {name}',
  'already-signed-in': 'You are already signed in as {name}.',
  'continue': 'Continue',
  'sign-out': 'Sign out',
  'step-up-title': 'Confirm it is you',
  'step-up-lead': 'The page you requested is specially protected. Use the fingerprint, face or screen lock that unlocks your passkey.',
  'step-up-resend': 'The form you sent could not be kept. Please send it again after you have confirmed.',
  'step-up-no-passkey': 'You have no passkey yet. Create one first, then come back here.',
  'create-then-continue': 'Create a passkey if you have none, then continue where you were.',
  'back-to-application': 'Back to the application',
  'needs-script': 'Passkeys need JavaScript. Please turn it on for this site.',

  'enrol-title': 'Sign in more easily next time',
  'enrol-lead': 'With a passkey, you sign in with your fingerprint, your face or the screen lock of your device instead of your password.',
  'enrol-point-private': 'Your fingerprint and your face stay on your device.',
  'enrol-point-safe': 'It cannot be guessed, and no fake site can steal it.',
  'enrol-deadline': 'From {date} on, you need a passkey here. Until then, you can continue without one.',
  'enrol-required': 'You need a passkey here from now on. It takes less than a minute.',
  'enrol-later': 'Not now',
  'enrol-never': 'Don’t ask again',

  'problem-cancelled': 'This was canceled or took too long. Nothing was changed.',
  'problem-no-passkey-used': 'No passkey was used. If there is none on this device, use the one on your phone or security key, or sign in another way and create a passkey here afterwards.',
  'problem-not-confirmed': 'Nothing was confirmed. If none of your passkeys is on this device, choose your phone or your security key when the browser asks.',
  'problem-aborted': 'This was stopped. Nothing was changed.',
  'problem-already-running': 'Your browser is still busy with another passkey request. Please finish or close that one first.',
  'problem-already-registered': 'This device already has a passkey for this account.',
  'problem-insecure': 'Passkeys work only over a secure connection and on the address this site was set up for. Please open the site at its usual https address.',
  'problem-unsupported': 'This browser or device cannot use passkeys. Please try a current browser or another device.',
  'problem-device-unsuited': 'This device or security key cannot store a passkey in the way this site requires. Please set up a screen lock or PIN, or use another device.',
  'problem-device-failed': 'Your device could not finish this. Nothing was changed. Please try again.',
  'problem-network': 'The server could not be reached. Please check your connection and try again.',
  'problem-network-after-create': 'The connection broke while your passkey was being saved. Please look in your list of passkeys before you try again.',
  'problem-unexpected': 'Something went wrong on our side. Please try again later.',
  'problem-malformed-request': 'The server did not understand this request. Please reload the page and try again.',
  'problem-malformed-credential': 'The response from your device could not be read. Please try again, or use another device.',
  'problem-unsupported-algorithm': 'This device creates keys of a type that is not accepted here. Please use another device or password manager.',
  'problem-attestation-rejected': 'Devices of this type are not accepted here. Please use another device or password manager.',
  'problem-not-signed-in': 'You are no longer signed in. Please sign in again.',
  'problem-authentication-failed': 'Signing in with this passkey did not work. Please try another passkey, or sign in another way.',
  'problem-unknown-passkey': 'This passkey is not known here anymore. Please try another one, or sign in another way. You can delete it in your password manager.',
  'problem-foreign-origin': 'This address is not set up for passkeys. Please open this site at its usual address.',
  'problem-registration-closed': 'New accounts cannot be created here.',
  'problem-passkey-not-allowed': 'Your account may not use passkeys here. Please contact the administrators of this site.',
  'problem-passkey-required': 'You need a passkey here. Please create one to continue.',
  'problem-step-up-required': 'To change your passkeys, please sign in again first, with a passkey if you have one.',
  'problem-no-such-passkey': 'This passkey does not exist anymore. The list has been updated.',
  'problem-passkey-exists': 'This passkey is already saved here.',
  'problem-name-taken': 'This name is already in use. Please choose another one.',
  'problem-last-credential': 'This is your only way to sign in, so it cannot be removed. Create another passkey first.',
  'problem-ceremony-expired': 'This took too long. Please try again.',
  'problem-ceremony-spent': 'This was already sent. Please try again.',
  'problem-request-too-large': 'The response from your device is too large. Please use another device.',
  'problem-unsupported-media-type': 'The server did not understand this request. Please reload the page and try again.',
  'problem-too-many-requests': 'There were too many attempts. Please wait a moment and try again.',
  'problem-temporarily-unavailable': 'This is not available right now. Nothing was changed. Please try again soon.',
};

const GERMAN = {
  'sign-in': 'Mit Passkey anmelden',
  'create': 'Passkey erstellen',
  'create-account': 'Konto mit Passkey erstellen',
  'unsupported': 'Dieser Browser kann keine Passkeys verwenden. Bitte nutzen Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari, oder melden Sie sich auf andere Weise an.',
  'waiting': 'Folgen Sie den Schritten, die Ihr Browser oder Gerät anzeigt.',
  'signed-in': 'Sie sind angemeldet.',
  'created': 'Ihr Passkey ist bereit. Beim nächsten Mal können Sie sich damit anmelden.',
  'upgraded': 'Für Sie wurde ein Passkey gespeichert. Beim nächsten Mal können Sie sich damit anmelden.',
  'account-created': 'Ihr Konto ist bereit, und Sie sind angemeldet.',
  'confirming': 'Bitte bestätigen Sie mit einem Ihrer Passkeys, dass Sie es sind.',
  'confirm': 'Mit Passkey bestätigen',
  'confirmed': 'Danke. Einen Moment …',
  'sign-in-again': 'Erneut anmelden',
  'label-browser': '{browser} auf {system}',
  'label-phone': 'Telefon oder Tablet',
  'label-security-key': 'Sicherheitsschlüssel',
  'problem-name-missing': 'Bitte geben Sie zuerst einen Namen ein.',

  'loading': 'Ihre Passkeys werden geladen …',
  'list': 'Ihre Passkeys',
  'try-again': 'Erneut versuchen',
  'empty-title': 'Anmelden ohne Passwort',
  'empty-text': 'Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder Displaysperre an. Sie müssen sich nichts merken, und gefälschte Seiten können nichts stehlen.',
  'not-signed-in-title': 'Sie sind nicht angemeldet',
  'not-signed-in-text': 'Melden Sie sich an, um Ihre Passkeys zu sehen und zu ändern.',
  'go-to-sign-in': 'Anmelden',
  'passkey': 'Passkey',
  'created-at': 'Erstellt',
  'last-used': 'Zuletzt verwendet',
  'never-used': 'noch nie',
  'just-now': 'gerade eben',
  'synced': 'Synchronisiert',
  'synced-hint': 'Vom Passwortmanager, der ihn aufbewahrt, gesichert und auf Ihren anderen Geräten bereit.',
  'not-synced-yet': 'Noch nicht synchronisiert',
  'not-synced-yet-hint': 'Der Passwortmanager, der ihn aufbewahrt, kann ihn sichern, hat es aber noch nicht getan.',
  'one-device': 'Nur dieses Gerät',
  'one-device-hint': 'Er funktioniert nur mit dem Gerät oder Sicherheitsschlüssel, auf dem er erstellt wurde.',
  'rename': 'Umbenennen',
  'rename-one': '„{label}“ umbenennen',
  'rename-label': 'Name dieses Passkeys',
  'save': 'Speichern',
  'cancel': 'Abbrechen',
  'renamed': 'Der Passkey heißt jetzt „{label}“.',
  'remove': 'Entfernen',
  'remove-one': '„{label}“ entfernen',
  'remove-title': '„{label}“ entfernen?',
  'remove-text': 'Sie können sich hier mit diesem Passkey dann nicht mehr anmelden.',
  'remove-text-provider': 'Der Schlüssel selbst bleibt in {provider}, bis Sie ihn auch dort löschen.',
  'remove-text-elsewhere': 'Der Schlüssel selbst bleibt in Ihrem Passwortmanager oder auf Ihrem Gerät, bis Sie ihn auch dort löschen.',
  'remove-text-told': 'Ihr Passwortmanager wird gebeten, auch den Schlüssel selbst zu löschen.',
  'remove-confirm': 'Passkey entfernen',
  'removed': '„{label}“ wurde entfernt. Bitte löschen Sie ihn auch in {provider}, damit er Ihnen nicht mehr angeboten wird.',
  'removed-elsewhere': '„{label}“ wurde entfernt. Bitte löschen Sie ihn auch in Ihrem Passwortmanager oder auf Ihrem Gerät, damit er Ihnen nicht mehr angeboten wird.',
  'removed-told': '„{label}“ wurde entfernt. Wird er Ihnen noch angeboten, löschen Sie ihn bitte auch in Ihrem Passwortmanager oder auf Ihrem Gerät.',

  'my-passkeys': 'Meine Passkeys',
  'login-title': 'Anmelden',
  'login-lead': 'Verwenden Sie den Passkey auf diesem Gerät, auf Ihrem Telefon oder auf einem Sicherheitsschlüssel.',
  'user-name': 'Benutzername',
  'user-name-hint': 'Freiwillig: Ihr Browser kann hier Ihre Passkeys vorschlagen.',
  'signed-in-as': 'Angemeldet als {name}',
  'already-signed-in': 'Sie sind bereits als {name} angemeldet.',
  'continue': 'Weiter',
  'sign-out': 'Abmelden',
  'step-up-title': 'Bestätigen Sie, dass Sie es sind',
  'step-up-lead': 'Die Seite, die Sie öffnen wollten, ist besonders geschützt. Nutzen Sie Fingerabdruck, Gesicht oder Displaysperre, wie Sie Ihren Passkey sonst verwenden.',
  'step-up-resend': 'Was Sie gesendet haben, konnte nicht aufbewahrt werden. Bitte senden Sie es noch einmal, nachdem Sie bestätigt haben.',
  'step-up-no-passkey': 'Sie haben noch keinen Passkey. Erstellen Sie zuerst einen, und kommen Sie dann hierher zurück.',
  'create-then-continue': 'Erstellen Sie einen Passkey, falls Sie keinen haben, und machen Sie dann dort weiter, wo Sie waren.',
  'back-to-application': 'Zurück zur Anwendung',
  'needs-script': 'Passkeys brauchen JavaScript. Bitte schalten Sie es für diese Seite ein.',

  'enrol-title': 'Beim nächsten Mal einfacher anmelden',
  'enrol-lead': 'Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder der Displaysperre Ihres Geräts an, statt mit Ihrem Passwort.',
  'enrol-point-private': 'Ihr Fingerabdruck und Ihr Gesicht bleiben auf Ihrem Gerät.',
  'enrol-point-safe': 'Niemand kann ihn erraten, und keine gefälschte Seite kann ihn stehlen.',
  'enrol-deadline': 'Ab {date} brauchen Sie hier einen Passkey. Bis dahin geht es auch ohne.',
  'enrol-required': 'Ab jetzt brauchen Sie hier einen Passkey. Es dauert keine Minute.',
  'enrol-later': 'Jetzt nicht',
  'enrol-never': 'Nicht mehr fragen',

  'problem-cancelled': 'Der Vorgang wurde abgebrochen oder hat zu lange gedauert. Es wurde nichts geändert.',
  'problem-no-passkey-used': 'Es wurde kein Passkey verwendet. Wenn auf diesem Gerät keiner ist, nehmen Sie den auf Ihrem Telefon oder Sicherheitsschlüssel, oder melden Sie sich auf andere Weise an und erstellen danach hier einen.',
  'problem-not-confirmed': 'Es wurde nichts bestätigt. Wenn keiner Ihrer Passkeys auf diesem Gerät ist, wählen Sie Ihr Telefon oder Ihren Sicherheitsschlüssel, wenn der Browser fragt.',
  'problem-aborted': 'Der Vorgang wurde angehalten. Es wurde nichts geändert.',
  'problem-already-running': 'Ihr Browser ist noch mit einer anderen Passkey-Anfrage beschäftigt. Bitte beenden oder schließen Sie diese zuerst.',
  'problem-already-registered': 'Dieses Gerät hat schon einen Passkey für dieses Konto.',
  'problem-insecure': 'Passkeys funktionieren nur über eine sichere Verbindung und unter der Adresse, für die diese Seite eingerichtet ist. Bitte öffnen Sie die Seite unter ihrer üblichen https-Adresse.',
  'problem-unsupported': 'Dieser Browser oder dieses Gerät kann keine Passkeys verwenden. Bitte versuchen Sie es mit einem aktuellen Browser oder einem anderen Gerät.',
  'problem-device-unsuited': 'Dieses Gerät oder dieser Sicherheitsschlüssel kann keinen Passkey aufbewahren, wie ihn diese Seite braucht. Bitte richten Sie eine Displaysperre oder PIN ein, oder nehmen Sie ein anderes Gerät.',
  'problem-device-failed': 'Ihr Gerät konnte den Vorgang nicht abschließen. Es wurde nichts geändert. Bitte versuchen Sie es noch einmal.',
  'problem-network': 'Der Server ist nicht erreichbar. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
  'problem-network-after-create': 'Die Verbindung brach ab, während Ihr Passkey gespeichert wurde. Bitte sehen Sie in der Liste Ihrer Passkeys nach, bevor Sie es noch einmal versuchen.',
  'problem-unexpected': 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es später noch einmal.',
  'problem-malformed-request': 'Der Server hat die Anfrage nicht verstanden. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'problem-malformed-credential': 'Die Antwort Ihres Geräts war nicht lesbar. Bitte versuchen Sie es noch einmal oder mit einem anderen Gerät.',
  'problem-unsupported-algorithm': 'Dieses Gerät erzeugt eine Art von Schlüssel, die hier nicht angenommen wird. Bitte nehmen Sie ein anderes Gerät oder einen anderen Passwortmanager.',
  'problem-attestation-rejected': 'Geräte dieser Art werden hier nicht angenommen. Bitte nehmen Sie ein anderes Gerät oder einen anderen Passwortmanager.',
  'problem-not-signed-in': 'Sie sind nicht mehr angemeldet. Bitte melden Sie sich erneut an.',
  'problem-authentication-failed': 'Die Anmeldung mit diesem Passkey ist nicht gelungen. Bitte versuchen Sie einen anderen Passkey, oder melden Sie sich auf andere Weise an.',
  'problem-unknown-passkey': 'Dieser Passkey ist hier nicht mehr bekannt. Bitte versuchen Sie einen anderen, oder melden Sie sich auf andere Weise an. Sie können ihn in Ihrem Passwortmanager löschen.',
  'problem-foreign-origin': 'Diese Adresse ist nicht für Passkeys eingerichtet. Bitte öffnen Sie die Seite unter ihrer üblichen Adresse.',
  'problem-registration-closed': 'Hier können keine neuen Konten erstellt werden.',
  'problem-passkey-not-allowed': 'Ihr Konto darf hier keine Passkeys verwenden. Bitte fragen Sie die Betreiber dieser Seite.',
  'problem-passkey-required': 'Sie brauchen hier einen Passkey. Bitte erstellen Sie einen, um fortzufahren.',
  'problem-step-up-required': 'Um Ihre Passkeys zu ändern, melden Sie sich bitte zuerst erneut an, mit einem Passkey, wenn Sie einen haben.',
  'problem-no-such-passkey': 'Diesen Passkey gibt es nicht mehr. Die Liste wurde erneuert.',
  'problem-passkey-exists': 'Dieser Passkey ist hier schon gespeichert.',
  'problem-name-taken': 'Dieser Name ist schon vergeben. Bitte wählen Sie einen anderen.',
  'problem-last-credential': 'Dies ist Ihre einzige Möglichkeit, sich anzumelden; darum lässt sie sich nicht entfernen. Erstellen Sie zuerst einen weiteren Passkey.',
  'problem-ceremony-expired': 'Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal.',
  'problem-ceremony-spent': 'Dies wurde schon einmal gesendet. Bitte versuchen Sie es noch einmal.',
  'problem-request-too-large': 'Die Antwort Ihres Geräts ist zu groß. Bitte nehmen Sie ein anderes Gerät.',
  'problem-unsupported-media-type': 'Der Server hat die Anfrage nicht verstanden. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'problem-too-many-requests': 'Das waren zu viele Versuche. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
  'problem-temporarily-unavailable': 'Das ist im Moment nicht verfügbar. Es wurde nichts geändert. Bitte versuchen Sie es bald noch einmal.',
};

/** The tables by language. A page may add one, or change sentences, before the elements are shown. */
export const messages = { en: ENGLISH, de: GERMAN };

/** The language of the page, such as `de` or `en-GB`; where it names none, the reader's first that we have; else `en`. */
export function language() {
  return document.documentElement.lang || languageOfReader();
}

/** The first language of the reader that we have, else `en`. */
export function languageOfReader() {
  return navigator.languages?.find((each) => Object.hasOwn(messages, base(each))) ?? 'en';
}

function base(tag) {
  return tag.split('-')[0].toLowerCase();
}

/** The sentence for a key, with `{name}` replaced by `values.name`; the key itself where no table has it. */
export function text(key, values = {}) {
  return fill(sentence(key) ?? key, values);
}

/** Whether there is a sentence for a key. */
export function knows(key) {
  return sentence(key) !== undefined;
}

/** Replaces each `{name}` by `values.name`. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

function sentence(key) {
  for (const table of [messages[base(language())], ENGLISH]) {
    if (table && Object.hasOwn(table, key)) {
      return table[key];
    }
  }
  return undefined;
}

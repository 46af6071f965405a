// A photo from the camera, in a dialog: a countdown, front and back, mirrored on
// the screen (as people know themselves) and not in the photo. Loaded when it is
// asked for.

const COUNT = 3;

export class Camera {
  #dialog;
  #video;
  #stream = null;
  #facing = "user";
  #timer = 0;
  #texts;
  #done = () => {};

  constructor(dialog, texts) {
    this.#dialog = dialog;
    this.#texts = texts;
    this.#video = dialog.querySelector("video");
    dialog.querySelector("#shoot-now").addEventListener("click", () => this.#count(COUNT));
    dialog.querySelector("#shoot-turn").addEventListener("click", () => {
      this.#facing = this.#facing === "user" ? "environment" : "user";
      this.#start();
    });
    dialog.querySelector("#shoot-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#stop());
  }

  /** Opens the dialog of a button; gives a File, or null when nothing was taken. */
  take(button) {
    this.#dialog.showModal();
    // A frame as high as all it holds has no middle that can be seen: there the
    // dialog opens at its button (embed.css).
    this.#dialog.style.setProperty("--at", `${Math.max(8, button.getBoundingClientRect().top + scrollY - 160)}px`);
    this.#start();
    return new Promise((done) => { this.#done = done; });
  }

  #say(sentence) {
    const line = this.#dialog.querySelector("[role=alert]");
    line.textContent = sentence;
    line.hidden = !sentence;
    this.#dialog.querySelector("#shoot-now").disabled = Boolean(sentence);
  }

  async #start() {
    this.#release();
    this.#say("");
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: false, video: { facingMode: this.#facing, width: { ideal: 2560 }, height: { ideal: 1920 } },
      });
    } catch (error) {
      this.#say(error.name === "NotAllowedError" ? this.#texts.camera_refused : this.#texts.camera_missing);
      return;
    }
    // Closed while the browser was asking.
    if (!this.#dialog.open) {
      this.#release();
      return;
    }
    const facing = this.#stream.getVideoTracks()[0].getSettings().facingMode;
    this.#video.classList.toggle("mirrored", (facing ?? this.#facing) !== "environment");
    this.#video.srcObject = this.#stream;
    await this.#video.play().catch(() => {});
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    this.#dialog.querySelector("#shoot-turn").hidden = devices.filter(({ kind }) => kind === "videoinput").length < 2;
  }

  #count(left) {
    clearTimeout(this.#timer);
    this.#dialog.querySelector(".count").textContent = left > 0 ? left : "";
    if (left > 0) this.#timer = setTimeout(() => this.#count(left - 1), 1000);
    else this.#shoot();
  }

  #shoot() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    if (!width) return;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").drawImage(this.#video, 0, 0);
    canvas.toBlob((blob) => {
      this.#done(blob && new File([blob], "camera.jpg", { type: blob.type }));
      this.#done = () => {};
      this.#dialog.close();
    }, "image/jpeg", 0.95);
  }

  #release() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#dialog.querySelector(".count").textContent = "";
    this.#release();
    this.#done(null);
    this.#done = () => {};
  }
}

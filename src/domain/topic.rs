//! The topics of guidance.

named! {
    /// A topic of guidance, in the order in which topics are listed.
    pub enum Topic {
        /// Why run, and why backs rebel.
        Running = "running",
        /// Fit, gait and arch support.
        Shoes = "shoes",
        /// Stretching.
        Hamstring = "hamstring",
        /// Weights, swimming, core.
        Crosstrain = "crosstrain",
        /// Uneven hips and leg length.
        Hips = "hips",
        /// When to see a doctor.
        Doctor = "doctor",
        /// Signs that cannot wait.
        Urgent = "urgent",
    }
}
